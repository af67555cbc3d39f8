package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;

/// Root-mean-square norm of one row, and its gradient.
final class RmsNormKernels {
  private RmsNormKernels() {}

  /// y = x·rstd·gamma.
  static void normalize(
      float[] y, int yo, float[] x, int xo, float rstd, float[] gamma, int go, int n) {
    int c = 0;
    for (; c <= n - L; c += L) {
      FloatVector unit = FloatVector.fromArray(F, x, xo + c).mul(rstd);
      unit.mul(FloatVector.fromArray(F, gamma, go + c)).intoArray(y, yo + c);
    }
    for (; c < n; c++) {
      y[yo + c] = x[xo + c] * rstd * gamma[go + c];
    }
  }

  /// One row of dx = rstd·(d − x̂·mean(d·x̂)) with d = dy·gamma; adds dy·x̂ to the n floats of
  /// `sums`. `row` is room for d and x̂.
  static void gradient(
      float[] dx,
      int dxo,
      float[] sums,
      int so,
      float[] dy,
      int dyo,
      float[] x,
      int xo,
      float rstd,
      float[] gamma,
      int go,
      int n,
      float[] row,
      float[] lanes) {
    int c = 0;
    for (; c <= n - L; c += L) {
      FloatVector unit = FloatVector.fromArray(F, x, xo + c).mul(rstd);
      FloatVector d = FloatVector.fromArray(F, dy, dyo + c);
      unit.intoArray(row, c);
      d.mul(FloatVector.fromArray(F, gamma, go + c)).intoArray(row, n + c);
      unit.fma(d, FloatVector.fromArray(F, sums, so + c)).intoArray(sums, so + c);
    }
    for (; c < n; c++) {
      row[c] = x[xo + c] * rstd;
      row[n + c] = dy[dyo + c] * gamma[go + c];
      sums[so + c] = Math.fma(row[c], dy[dyo + c], sums[so + c]);
    }
    float slope = -ReduceKernels.dot(row, 0, row, n, n, lanes) / n;
    for (c = 0; c <= n - L; c += L) {
      FloatVector d = FloatVector.fromArray(F, row, n + c);
      FloatVector unit = FloatVector.fromArray(F, row, c);
      d.add(unit.mul(slope)).mul(rstd).intoArray(dx, dxo + c);
    }
    for (; c < n; c++) {
      dx[dxo + c] = (row[n + c] + row[c] * slope) * rstd;
    }
  }
}
