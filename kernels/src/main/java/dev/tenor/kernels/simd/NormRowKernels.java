package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.VirtualLanes.V;

import jdk.incubator.vector.FloatVector;

/// Layer norm of one row, and its gradient.
final class NormRowKernels {
  private NormRowKernels() {}

  /// Σ (x − mean)², with one accumulator. A vector of more than V lanes leaves the others unused,
  /// and ends where it would read beyond the row.
  static float squares(float[] x, int xo, float mean, int n, float[] lanes) {
    int i = 0;
    for (int lane = 0; lane < V; lane += L) {
      FloatVector sum = FloatVector.zero(F);
      for (i = 0; i <= n - Math.max(V, L); i += V) {
        FloatVector d = FloatVector.fromArray(F, x, xo + i + lane).sub(mean);
        sum = d.fma(d, sum);
      }
      FloatVector.zero(F).add(sum).intoArray(lanes, lane);
    }
    int whole = VirtualLanes.whole(n);
    for (; i < whole; i++) {
      lanes[i % V] = Math.fma(x[xo + i] - mean, x[xo + i] - mean, lanes[i % V]);
    }
    float rest = 0;
    for (; i < n; i++) {
      rest = Math.fma(x[xo + i] - mean, x[xo + i] - mean, rest);
    }
    return VirtualLanes.sum(lanes) + rest;
  }

  /// y = (x − mean)·rstd·gamma + beta.
  static void normalize(
      float[] y,
      int yo,
      float[] x,
      int xo,
      float mean,
      float rstd,
      float[] gamma,
      int go,
      float[] beta,
      int bo,
      int n) {
    int c = 0;
    for (; c <= n - L; c += L) {
      FloatVector unit = FloatVector.fromArray(F, x, xo + c).sub(mean).mul(rstd);
      FloatVector shift = FloatVector.fromArray(F, beta, bo + c);
      unit.fma(FloatVector.fromArray(F, gamma, go + c), shift).intoArray(y, yo + c);
    }
    for (; c < n; c++) {
      y[yo + c] = Math.fma((x[xo + c] - mean) * rstd, gamma[go + c], beta[bo + c]);
    }
  }

  /// One row of dx; adds dy·x̂ and dy to the 2·cols floats of `sums`. `row` is room for x̂ and
  /// dy·gamma.
  static void gradient(
      float[] dx,
      int dxo,
      float[] sums,
      int so,
      float[] dy,
      int dyo,
      float[] x,
      int xo,
      float mean,
      float rstd,
      float[] gamma,
      int go,
      int n,
      float[] row,
      float[] lanes) {
    int c = 0;
    for (; c <= n - L; c += L) {
      FloatVector unit = FloatVector.fromArray(F, x, xo + c).sub(mean).mul(rstd);
      FloatVector d = FloatVector.fromArray(F, dy, dyo + c);
      unit.intoArray(row, c);
      d.mul(FloatVector.fromArray(F, gamma, go + c)).intoArray(row, n + c);
      unit.fma(d, FloatVector.fromArray(F, sums, so + c)).intoArray(sums, so + c);
      d.add(FloatVector.fromArray(F, sums, so + n + c)).intoArray(sums, so + n + c);
    }
    for (; c < n; c++) {
      float d = dy[dyo + c];
      row[c] = (x[xo + c] - mean) * rstd;
      row[n + c] = d * gamma[go + c];
      sums[so + c] = Math.fma(row[c], d, sums[so + c]);
      sums[so + n + c] += d;
    }
    float center = ReduceKernels.sum(row, n, n, lanes) / n;
    float slope = -ReduceKernels.dot(row, 0, row, n, n, lanes) / n;
    for (c = 0; c <= n - L; c += L) {
      FloatVector g = FloatVector.fromArray(F, row, n + c).sub(center);
      FloatVector unit = FloatVector.fromArray(F, row, c);
      g.add(unit.mul(slope)).mul(rstd).intoArray(dx, dxo + c);
    }
    for (; c < n; c++) {
      dx[dxo + c] = (row[n + c] - center + row[c] * slope) * rstd;
    }
  }
}
