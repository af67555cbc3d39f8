package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;

/// Weighted sums of neighbouring rows.
final class ResamplingKernels {
  private ResamplingKernels() {}

  /// `y[c] = Σ weights[at + t] · x[t, c]` over `count` rows of n floats.
  static void row(float[] y, int yo, float[] x, int xo, float[] weights, int at, int count, int n) {
    int c = 0;
    for (; c <= n - L; c += L) {
      FloatVector sum = FloatVector.zero(F);
      for (int t = 0; t < count; t++) {
        FloatVector weight = FloatVector.broadcast(F, weights[at + t]);
        sum = FloatVector.fromArray(F, x, xo + t * n + c).fma(weight, sum);
      }
      sum.intoArray(y, yo + c);
    }
    for (; c < n; c++) {
      float sum = 0;
      for (int t = 0; t < count; t++) {
        sum = Math.fma(weights[at + t], x[xo + t * n + c], sum);
      }
      y[yo + c] = sum;
    }
  }
}
