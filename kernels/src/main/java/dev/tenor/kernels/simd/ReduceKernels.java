package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;

/// Sums over vectors. Each has four accumulators, so that additions need not wait for each other,
/// and joins them in one order.
final class ReduceKernels {
  private ReduceKernels() {}

  /// Σ `a[i]·b[i]`. `lanes` is room for L floats.
  static float dot(float[] a, int ao, float[] b, int bo, int n, float[] lanes) {
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = FloatVector.zero(F);
    FloatVector s2 = FloatVector.zero(F);
    FloatVector s3 = FloatVector.zero(F);
    int i = 0;
    for (; i <= n - 4 * L; i += 4 * L) {
      s0 = FloatVector.fromArray(F, a, ao + i).fma(FloatVector.fromArray(F, b, bo + i), s0);
      s1 = FloatVector.fromArray(F, a, ao + i + L).fma(FloatVector.fromArray(F, b, bo + i + L), s1);
      s2 =
          FloatVector.fromArray(F, a, ao + i + 2 * L)
              .fma(FloatVector.fromArray(F, b, bo + i + 2 * L), s2);
      s3 =
          FloatVector.fromArray(F, a, ao + i + 3 * L)
              .fma(FloatVector.fromArray(F, b, bo + i + 3 * L), s3);
    }
    for (; i <= n - L; i += L) {
      s0 = FloatVector.fromArray(F, a, ao + i).fma(FloatVector.fromArray(F, b, bo + i), s0);
    }
    float rest = 0;
    for (; i < n; i++) {
      rest = Math.fma(a[ao + i], b[bo + i], rest);
    }
    FloatVector one = FloatVector.broadcast(F, 1f);
    one.fma(s0, one.fma(s1, one.fma(s2, s3))).intoArray(lanes, 0);
    return Lanes.sum(lanes) + rest;
  }

  /// Σ `x[i]`. `lanes` is room for L floats.
  static float sum(float[] x, int xo, int n, float[] lanes) {
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = FloatVector.zero(F);
    FloatVector s2 = FloatVector.zero(F);
    FloatVector s3 = FloatVector.zero(F);
    int i = 0;
    for (; i <= n - 4 * L; i += 4 * L) {
      s0 = FloatVector.fromArray(F, x, xo + i).add(s0);
      s1 = FloatVector.fromArray(F, x, xo + i + L).add(s1);
      s2 = FloatVector.fromArray(F, x, xo + i + 2 * L).add(s2);
      s3 = FloatVector.fromArray(F, x, xo + i + 3 * L).add(s3);
    }
    for (; i <= n - L; i += L) {
      s0 = FloatVector.fromArray(F, x, xo + i).add(s0);
    }
    float rest = 0;
    for (; i < n; i++) {
      rest += x[xo + i];
    }
    FloatVector one = FloatVector.broadcast(F, 1f);
    one.fma(s0, one.fma(s1, one.fma(s2, s3))).intoArray(lanes, 0);
    return Lanes.sum(lanes) + rest;
  }

  /// `to[c]` = Σ over `rows` rows of `x[r, c]`, for cols columns.
  static void columns(float[] to, int at, float[] x, int xo, int rows, int cols) {
    int c = 0;
    for (; c <= cols - L; c += L) {
      columnSums(to, at + c, x, xo + c, rows, cols);
    }
    for (; c < cols; c++) {
      float sum = 0;
      for (int r = 0; r < rows; r++) {
        sum += x[xo + r * cols + c];
      }
      to[at + c] = sum;
    }
  }

  /// The sums of L columns over rows that are `cols` apart.
  private static void columnSums(float[] to, int at, float[] x, int xo, int rows, int cols) {
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = FloatVector.zero(F);
    FloatVector s2 = FloatVector.zero(F);
    FloatVector s3 = FloatVector.zero(F);
    int r = 0;
    for (; r <= rows - 4; r += 4) {
      int row = xo + r * cols;
      s0 = FloatVector.fromArray(F, x, row).add(s0);
      s1 = FloatVector.fromArray(F, x, row + cols).add(s1);
      s2 = FloatVector.fromArray(F, x, row + 2 * cols).add(s2);
      s3 = FloatVector.fromArray(F, x, row + 3 * cols).add(s3);
    }
    for (; r < rows; r++) {
      s0 = FloatVector.fromArray(F, x, xo + r * cols).add(s0);
    }
    FloatVector one = FloatVector.broadcast(F, 1f);
    one.fma(s0, one.fma(s1, one.fma(s2, s3))).intoArray(to, at);
  }
}
