package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Tensor;
import java.util.function.BiFunction;

/// A function without parameters as a layer, for [Sequential]: an activation, or any other op of
/// one tensor. The formulas stand at the methods of [Ops].
public final class Activation extends UnaryLayer {
  private final BiFunction<Pass, Tensor, Tensor> function;

  private Activation(BiFunction<Pass, Tensor, Tensor> function) {
    this.function = function;
  }

  /// For example `Activation.of((pass, x) -> Reductions.mean(pass, x, 1))`.
  public static Activation of(BiFunction<Pass, Tensor, Tensor> function) {
    return new Activation(function);
  }

  /// [Ops#relu].
  public static Activation relu() {
    return of(Ops::relu);
  }

  /// [Ops#elu].
  public static Activation elu() {
    return of(Ops::elu);
  }

  /// [Ops#gelu].
  public static Activation gelu() {
    return of(Ops::gelu);
  }

  /// [Ops#geluTanh].
  public static Activation geluTanh() {
    return of(Ops::geluTanh);
  }

  /// [Ops#silu].
  public static Activation silu() {
    return of(Ops::silu);
  }

  /// [Ops#softplus].
  public static Activation softplus() {
    return of(Ops::softplus);
  }

  /// [Ops#leakyRelu]; PyTorch's slope is 0.01.
  public static Activation leakyRelu(float slope) {
    return of((pass, x) -> Ops.leakyRelu(pass, x, slope));
  }

  /// [Ops#hardtanh].
  public static Activation hardtanh() {
    return of(Ops::hardtanh);
  }

  /// [Ops#tanh].
  public static Activation tanh() {
    return of(Ops::tanh);
  }

  /// [Ops#sigmoid].
  public static Activation sigmoid() {
    return of(Ops::sigmoid);
  }

  /// [Ops#softmax] over the last axis.
  public static Activation softmax() {
    return of(Ops::softmax);
  }

  /// [Ops#logSoftmax] over the last axis.
  public static Activation logSoftmax() {
    return of(Ops::logSoftmax);
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return function.apply(pass, x);
  }
}
