package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Softmax of one row, and its gradient.
final class SoftmaxKernels {
  private SoftmaxKernels() {}

  /// The row x[at …] in place; `n` is a multiple of MathKernels.STEP. One that is −∞ throughout
  /// gives zeros.
  static void row(float[] x, int at, int n, float[] lanes) {
    float max = max(x, at, n);
    int end = at + n;
    if (max == Float.NEGATIVE_INFINITY) { // all hidden
      Arrays.fill(x, at, end, 0f);
      return;
    }
    for (int i = at; i < end; i += L) {
      FloatVector.fromArray(F, x, i).sub(max).intoArray(x, i);
    }
    MathKernels.exp(x, at, x, at, n);
    float total = ReduceKernels.sum(x, at, n, lanes);
    for (int i = at; i < end; i += L) {
      FloatVector.fromArray(F, x, i).div(total).intoArray(x, i);
    }
  }

  /// The largest of n values; NaN if one of them is.
  private static float max(float[] x, int at, int n) {
    FloatVector max = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
    for (int i = at; i < at + n; i += L) {
      max = FloatVector.fromArray(F, x, i).max(max);
    }
    return FloatVector.fromArray(F, x, at).max(max).reduceLanes(VectorOperators.MAX);
  }

  static void rowGradient(
      float[] dx, int dxo, float[] dy, int dyo, float[] y, int yo, int n, float[] lanes) {
    float dot = ReduceKernels.dot(dy, dyo, y, yo, n, lanes);
    for (int i = 0; i < n; i++) {
      dx[dxo + i] = (dy[dyo + i] - dot) * y[yo + i];
    }
  }
}
