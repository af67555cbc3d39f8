package dev.tenor.engine.tck;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.tensor.Tensor;
import java.util.Map;

/// The cases of `golden/reductions.safetensors`, written by `golden_reductions.py`.
final class GoldenReductions extends GoldenTable {
  @FunctionalInterface
  private interface Reduction {
    Tensor apply(Pass pass, Tensor x, boolean keepDims, int... axes);
  }

  GoldenReductions() {
    super("reductions");
    Map.of(
            "all", new int[0],
            "first", new int[] {0},
            "last", new int[] {-1},
            "outer", new int[] {2, 0},
            "inner", new int[] {1, 2})
        .forEach((label, axes) -> {
          reduce("sum", label, Reductions::sum, axes);
          reduce("mean", label, Reductions::mean, axes);
          reduce("max", label, Reductions::max, axes);
          reduce("min", label, Reductions::min, axes);
          reduce("norm", label, Reductions::norm, axes);
          reduce("logSumExp", label, Reductions::logSumExp, axes);
          Reduction variance = (p, x, k, a) -> Reductions.variance(p, x, false, k, a);
          reduce("variance", label, variance, axes);
          Reduction std = (p, x, k, a) -> Reductions.std(p, x, true, k, a);
          reduce("std", label, std, axes);
        });
    put("variance.unbiased", (p, in) -> Reductions.variance(p, in[0], true, false, 1));
    put("max.equal", (p, in) -> Reductions.max(p, in[0], false, 1));
    put("min.equal", (p, in) -> Reductions.min(p, in[0], false, 1));
    for (int axis = 0; axis < 3; axis++) {
      int at = axis;
      put("argmax." + axis, (p, in) -> Reductions.argmax(p, in[0], at));
      put("argmin." + axis, (p, in) -> Reductions.argmin(p, in[0], at));
      put("cumulativeSum." + axis, (p, in) -> Reductions.cumulativeSum(p, in[0], at));
    }
  }

  private void reduce(String name, String label, Reduction op, int... axes) {
    put(name + "." + label, (p, in) -> op.apply(p, in[0], false, axes));
    put(name + "." + label + "_kept", (p, in) -> op.apply(p, in[0], true, axes));
  }
}
