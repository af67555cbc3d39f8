package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Tensor;

/// Functions that leave axes out: sums, means, extremes. As all ops, see [Ops].
public final class Reductions {
  private Reductions() {}

  /// The mean over `axis` (from the end if negative), which the result no longer has.
  public static Tensor mean(Pass pass, Tensor x, int axis) {
    return pass.apply(new Mean(axis), x);
  }
}
