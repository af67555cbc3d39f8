package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Comparisons, and what chooses by them. A mask is a tensor of 1 (yes) and 0 (no), a constant: no
/// gradient goes back through a comparison. All shapes broadcast, see [Ops#add]. As all ops, see
/// [Ops].
public final class Masks {
  private Masks() {}

  /// 1 where a > b, otherwise 0.
  public static Tensor greater(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.GREATER), a, b);
  }

  /// 1 where a ≥ b, otherwise 0.
  public static Tensor greaterEqual(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.GREATER_EQUAL), a, b);
  }

  /// 1 where a < b, otherwise 0.
  public static Tensor less(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.LESS), a, b);
  }

  /// 1 where a ≤ b, otherwise 0.
  public static Tensor lessEqual(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.LESS_EQUAL), a, b);
  }

  /// 1 where a = b, otherwise 0; NaN equals nothing.
  public static Tensor equal(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.EQUAL), a, b);
  }

  /// 1 where a ≠ b, otherwise 0.
  public static Tensor notEqual(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.NOT_EQUAL), a, b);
  }

  /// a where the mask is not 0, otherwise b. What is not chosen does not matter, not even NaN.
  public static Tensor where(Pass pass, Tensor mask, Tensor a, Tensor b) {
    Checks.noGradient("where", "mask", mask);
    return pass.apply(new Where(), mask, a, b);
  }

  /// `value` where the mask is not 0, otherwise x.
  public static Tensor maskedFill(Pass pass, Tensor x, Tensor mask, float value) {
    return where(pass, mask, pass.constant(Shape.of(1), new float[] {value}), x);
  }

  /// The mask of attention to what is not later, `[T,T]`: 0 where key j ≤ query i, −∞ otherwise. It
  /// is added to the scores, see [Sequences#attention].
  public static Tensor causalMask(Pass pass, int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = i;
    }
    Tensor queries = pass.constant(Shape.of(length, 1), numbers);
    Tensor keys = pass.constant(Shape.of(length), numbers);
    Tensor zero = pass.constant(Shape.of(1), new float[1]);
    return maskedFill(pass, zero, greater(pass, keys, queries), Float.NEGATIVE_INFINITY);
  }
}
