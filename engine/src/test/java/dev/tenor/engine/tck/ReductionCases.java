package dev.tenor.engine.tck;

import static dev.tenor.engine.tck.OpCase.Kind.DISTINCT;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Arrays;

/// Ops that leave axes out. See [OpCases].
final class ReductionCases extends CaseList {
  private static final int[][] AXES = {{}, {0}, {1}, {-1}, {0, 1}, {2, 0}, {1, 2}};

  @FunctionalInterface
  private interface Reduction {
    Tensor apply(Pass pass, Tensor x, boolean keepDims, int... axes);
  }

  @Override
  void fill() {
    means();
    for (int[] axes : AXES) {
      for (boolean keep : new boolean[] {false, true}) {
        reduce("sum", Reductions::sum, OpCase.Kind.VARIABLE, keep, axes);
        reduce("mean", Reductions::mean, OpCase.Kind.VARIABLE, keep, axes);
        reduce("max", Reductions::max, DISTINCT, keep, axes);
        reduce("min", Reductions::min, DISTINCT, keep, axes);
        reduce("norm", Reductions::norm, OpCase.Kind.VARIABLE, keep, axes);
        reduce("log_sum_exp", Reductions::logSumExp, OpCase.Kind.VARIABLE, keep, axes);
        reduce(
            "variance",
            (p, x, k, a) -> Reductions.variance(p, x, true, k, a),
            OpCase.Kind.VARIABLE,
            keep,
            axes);
      }
      reduce(
          "std",
          (p, x, k, a) -> Reductions.std(p, x, false, k, a),
          OpCase.Kind.VARIABLE,
          false,
          axes);
    }
    for (int axis = 0; axis < 3; axis++) {
      places(axis);
    }
    large();
  }

  private void means() {
    for (int axis = 0; axis < 3; axis++) {
      int at = axis;
      add("mean axis " + axis, (p, in) -> Reductions.mean(p, in[0], at)).variable(3, 5, 17);
    }
    add("mean of a vector", (p, in) -> Reductions.mean(p, in[0], 0)).variable(9);
  }

  /// Elements that lie 0.05 apart may change their order under a finite difference.
  private void reduce(String name, Reduction op, OpCase.Kind kind, boolean keepDims, int... axes) {
    for (int[] dims : new int[][] {{3, 5, 17}, {2, 3, 1}}) {
      String full = name + Shape.of(dims) + " over " + Arrays.toString(axes);
      OpCase added =
          add(full + (keepDims ? ", kept" : ""), (p, in) -> op.apply(p, in[0], keepDims, axes))
              .in(kind, dims);
      if (kind == DISTINCT || name.equals("variance") || name.equals("std")) {
        added.noGradientCheck();
      }
    }
  }

  private void places(int axis) {
    add("argmax axis " + axis, (p, in) -> Reductions.argmax(p, in[0], axis))
        .in(DISTINCT, 3, 5, 17)
        .noGradientCheck();
    add("argmin axis " + axis, (p, in) -> Reductions.argmin(p, in[0], axis))
        .in(DISTINCT, 3, 5, 17)
        .noGradientCheck();
    add("cumsum axis " + axis, (p, in) -> Reductions.cumulativeSum(p, in[0], axis))
        .variable(3, 5, 17);
  }

  private void large() {
    add("sum of much", (p, in) -> Reductions.sum(p, in[0])).variable(3, 7001).noGradientCheck();
    add("max of much", (p, in) -> Reductions.max(p, in[0])).variable(3, 7001).noGradientCheck();
    add("argmin of much", (p, in) -> Reductions.argmin(p, in[0], 1))
        .in(DISTINCT, 3, 7001)
        .noGradientCheck();
    add("sum over axes apart", (p, in) -> Reductions.sum(p, in[0], false, 0, 2, 4))
        .variable(2, 3, 4, 5, 3);
    add("max over axes apart", (p, in) -> Reductions.max(p, in[0], true, 0, 2, 4))
        .variable(2, 3, 4, 5, 3)
        .noGradientCheck();
    add("sum of nothing", (p, in) -> Reductions.sum(p, in[0], false, 0))
        .variable(0, 3)
        .noGradientCheck();
    add("variance, two numbers", (p, in) -> Reductions.variance(p, in[0], true, false, 1))
        .variable(5, 2);
    add("std, some numbers", (p, in) -> Reductions.std(p, in[0], true, false, 0)).variable(9, 3);
  }
}
