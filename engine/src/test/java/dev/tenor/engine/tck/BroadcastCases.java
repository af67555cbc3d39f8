package dev.tenor.engine.tck;

import static dev.tenor.engine.tck.OpCase.Kind.AWAY_FROM_ZERO;
import static dev.tenor.engine.tck.OpCase.Kind.DISTINCT;
import static dev.tenor.engine.tck.OpCase.Kind.LABELS;
import static dev.tenor.engine.tck.OpCase.Kind.MASK;
import static dev.tenor.engine.tck.OpCase.Kind.POSITIVE_VARIABLE;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Masks;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Ops of two and three operands, of which some are repeated. See [OpCases].
final class BroadcastCases extends CaseList {
  /// Pairs of shapes: equal ones, rows, columns, numbers, both sides, axes in between.
  private static final int[][][] PAIRS = {
    {{19}, {19}},
    {{1}, {1}},
    {{3, 7}, {3, 1}},
    {{3, 7}, {1}},
    {{1}, {2, 9}},
    {{9}, {4, 9}},
    {{5, 1}, {1, 17}},
    {{2, 1, 3, 1, 5}, {4, 1, 2, 5}},
    {{3, 4, 5}, {4, 1}},
    {{0, 3}, {1}},
    {{1, 2047}, {3, 1}},
    {{2, 3, 1, 5}, {2, 1, 1, 5}}
  };

  @FunctionalInterface
  private interface Two {
    Tensor apply(Pass pass, Tensor a, Tensor b);
  }

  @Override
  void fill() {
    for (int[][] pair : PAIRS) {
      arithmetic(pair[0], pair[1]);
      masks(pair[0], pair[1]);
    }
    numbers();
    choices();
  }

  private void arithmetic(int[] a, int[] b) {
    for (int side = 0; side < 2; side++) {
      int[] left = side == 0 ? a : b;
      int[] right = side == 0 ? b : a;
      two("add", Ops::add, OpCase.Kind.VARIABLE, left, OpCase.Kind.VARIABLE, right);
      two("subtract", Ops::subtract, OpCase.Kind.VARIABLE, left, OpCase.Kind.VARIABLE, right);
      two("multiply", Ops::multiply, OpCase.Kind.VARIABLE, left, OpCase.Kind.VARIABLE, right);
      two("divide", Ops::divide, OpCase.Kind.VARIABLE, left, POSITIVE_VARIABLE, right);
      two("pow", Ops::pow, POSITIVE_VARIABLE, left, OpCase.Kind.VARIABLE, right);
      two("minimum", Ops::minimum, DISTINCT, left, POSITIVE_VARIABLE, right);
      two("maximum", Ops::maximum, DISTINCT, left, POSITIVE_VARIABLE, right);
      two("prelu", Ops::prelu, AWAY_FROM_ZERO, left, OpCase.Kind.VARIABLE, right);
    }
  }

  /// Kinks of minimum and maximum lie anywhere, so finite differences say nothing about them.
  private void two(String name, Two op, OpCase.Kind kindA, int[] a, OpCase.Kind kindB, int[] b) {
    boolean kinks = kindA == DISTINCT;
    OpCase added =
        add(name + " " + Shape.of(a) + " " + Shape.of(b), (p, in) -> op.apply(p, in[0], in[1]))
            .in(kindA, a)
            .in(kindB, b);
    if (kinks || Shape.of(a).numel() == 0) {
      added.noGradientCheck();
    }
  }

  private void masks(int[] a, int[] b) {
    mask("greater", Masks::greater, a, b);
    mask("greater_equal", Masks::greaterEqual, a, b);
    mask("less", Masks::less, a, b);
    mask("less_equal", Masks::lessEqual, a, b);
    mask("equal", Masks::equal, a, b);
    mask("not_equal", Masks::notEqual, a, b);
  }

  private void mask(String name, Two op, int[] a, int[] b) {
    String shapes = " " + Shape.of(a) + " " + Shape.of(b);
    add(name + shapes, (p, in) -> op.apply(p, Ops.clamp(p, in[0], 0, 1), in[1]))
        .variable(a)
        .in(OpCase.Kind.IDS, b)
        .noGradientCheck();
  }

  private void numbers() {
    for (int n : new int[] {1, 17, 1031}) {
      add("add_scalar[" + n + "]", (p, in) -> Ops.addScalar(p, in[0], 1.5f)).variable(n);
      add("leaky_relu[" + n + "]", (p, in) -> Ops.leakyRelu(p, in[0], 0.2f)).in(AWAY_FROM_ZERO, n);
      for (float power : new float[] {2, 0.5f, -1, -0.5f, 3, 1.7f, 0}) {
        add("pow " + power + "[" + n + "]", (p, in) -> Ops.pow(p, in[0], power))
            .in(POSITIVE_VARIABLE, n);
      }
    }
  }

  private void choices() {
    int[][][] shapes = {
      {{19}, {19}, {19}},
      {{3, 1}, {3, 7}, {7}},
      {{4, 1, 5}, {3, 1}, {1}},
      {{1}, {2, 3}, {2, 1}},
      {{2047}, {1}, {3, 2047}}
    };
    for (int[][] s : shapes) {
      String name = Shape.of(s[0]) + " " + Shape.of(s[1]) + " " + Shape.of(s[2]);
      add("where " + name, (p, in) -> Masks.where(p, in[0], in[1], in[2]))
          .in(MASK, s[0])
          .variable(s[1])
          .variable(s[2]);
    }
    add("masked_fill", (p, in) -> Masks.maskedFill(p, in[0], in[1], -3.5f))
        .variable(5, 7)
        .in(MASK, 7);
    add("causal_mask", (p, in) -> Ops.add(p, in[0], Masks.causalMask(p, 9)))
        .variable(2, 9, 9)
        .noGradientCheck();
    add("a mask as a factor", (p, in) -> Ops.multiply(p, in[0], Masks.greater(p, in[0], in[1])))
        .in(DISTINCT, 33)
        .in(LABELS, 1)
        .noGradientCheck();
  }
}
