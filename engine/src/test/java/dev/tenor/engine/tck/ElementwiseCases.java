package dev.tenor.engine.tck;

import static dev.tenor.engine.tck.OpCase.Kind.AWAY_FROM_ZERO;
import static dev.tenor.engine.tck.OpCase.Kind.DISTINCT;
import static dev.tenor.engine.tck.OpCase.Kind.POSITIVE_VARIABLE;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Elementwise functions and softmax. See [OpCases].
final class ElementwiseCases extends CaseList {
  @Override
  void fill() {
    softmax();
    elementwise();
  }

  private void elementwise() {
    for (int n : new int[] {1, 3, 4, 7, 8, 9, 15, 16, 17, 31, 103, 1009}) {
      activation("elu", n, Ops::elu);
      activation("relu", n, Ops::relu);
      activation("gelu", n, Ops::gelu);
      activation("tanh", n, Ops::tanh);
      activation("sigmoid", n, Ops::sigmoid);
      functions(n);
      add("add[" + n + "]", (p, in) -> Ops.add(p, in[0], in[1])).variable(n).variable(n);
      add("scale[" + n + "]", (p, in) -> Ops.scale(p, in[0], -1.7f)).variable(n);
      add("dropout[" + n + "]", (p, in) -> Ops.dropout(p, in[0], 0.25f)).variable(n);
    }
    add("subtract", (p, in) -> Ops.subtract(p, in[0], in[1])).variable(3, 7).variable(3, 7);
    add("multiply", (p, in) -> Ops.multiply(p, in[0], in[1])).variable(3, 7).variable(3, 7);
    add("multiply by itself", (p, in) -> Ops.multiply(p, in[0], in[0])).variable(19);
    add("add row", (p, in) -> Ops.add(p, in[0], in[1])).variable(5, 3, 9).variable(9);
    add("subtract row", (p, in) -> Ops.subtract(p, in[0], in[1])).variable(5, 9).variable(9);
    add("multiply map", (p, in) -> Ops.multiply(p, in[0], in[1])).variable(4, 3, 9).variable(3, 9);
    add("add nothing", (p, in) -> Ops.add(p, in[0], in[1]))
        .variable(0, 3)
        .variable(0, 3)
        .noGradientCheck();
  }

  private void functions(int n) {
    activation("gelu_tanh", n, Ops::geluTanh);
    activation("silu", n, Ops::silu);
    activation("softplus", n, Ops::softplus);
    activation("exp", n, Ops::exp);
    activation("abs", n, Ops::abs);
    activation("negate", n, Ops::negate);
    activation("square", n, Ops::square);
    activation("sin", n, Ops::sin);
    activation("cos", n, Ops::cos);
    positive("log", n, Ops::log);
    positive("sqrt", n, Ops::sqrt);
    positive("rsqrt", n, Ops::rsqrt);
    positive("reciprocal", n, Ops::reciprocal);
    add("clamp[" + n + "]", (p, in) -> Ops.clamp(p, in[0], -0.73f, 1.22f)).in(DISTINCT, n);
    add("detach[" + n + "]", (p, in) -> Ops.detach(p, in[0])).variable(n).noGradientCheck();
  }

  private void positive(String name, int n, Map fn) {
    add(name + "[" + n + "]", (p, in) -> fn.apply(p, in[0])).in(POSITIVE_VARIABLE, n);
  }

  @FunctionalInterface
  private interface Map {
    Tensor apply(Pass pass, Tensor x);
  }

  private void activation(String name, int n, Map fn) {
    add(name + "[" + n + "]", (p, in) -> fn.apply(p, in[0])).in(AWAY_FROM_ZERO, n);
  }

  private void softmax() {
    int[][] inputs = {{11, 37}, {1, 1}, {5, 4}, {3, 2, 9}, {2, 103}};
    for (int[] x : inputs) {
      add("softmax" + Shape.of(x), (p, in) -> Ops.softmax(p, in[0])).variable(x);
      add("log_softmax" + Shape.of(x), (p, in) -> Ops.logSoftmax(p, in[0])).variable(x);
    }
  }
}
