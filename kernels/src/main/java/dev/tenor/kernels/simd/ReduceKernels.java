package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.VirtualLanes.V;

import jdk.incubator.vector.FloatVector;

/// Sums over vectors. Each has four accumulators of V lanes (see [VirtualLanes]), so that additions
/// need not wait for each other, and joins them in one order.
final class ReduceKernels {
  private ReduceKernels() {}

  /// Σ `a[i]·b[i]`. `lanes` is room for 4·V floats.
  static float dot(float[] a, int ao, float[] b, int bo, int n, float[] lanes) {
    int whole = VirtualLanes.whole(n);
    if (L > V) {
      wideProducts(lanes, a, ao, b, bo, whole);
    } else {
      for (int lane = 0; lane < V; lane += L) {
        products(lanes, lane, a, ao + lane, b, bo + lane, whole);
      }
    }
    float rest = 0;
    for (int i = whole; i < n; i++) {
      rest = Math.fma(a[ao + i], b[bo + i], rest);
    }
    return VirtualLanes.sum(lanes) + rest;
  }

  /// The virtual lanes from `lane` on that fit a vector, for n elements, a multiple of V.
  private static void products(
      float[] lanes, int lane, float[] a, int ao, float[] b, int bo, int n) {
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = FloatVector.zero(F);
    FloatVector s2 = FloatVector.zero(F);
    FloatVector s3 = FloatVector.zero(F);
    int i = 0;
    for (; i <= n - 4 * V; i += 4 * V) {
      s0 = FloatVector.fromArray(F, a, ao + i).fma(FloatVector.fromArray(F, b, bo + i), s0);
      s1 = FloatVector.fromArray(F, a, ao + i + V).fma(FloatVector.fromArray(F, b, bo + i + V), s1);
      s2 =
          FloatVector.fromArray(F, a, ao + i + 2 * V)
              .fma(FloatVector.fromArray(F, b, bo + i + 2 * V), s2);
      s3 =
          FloatVector.fromArray(F, a, ao + i + 3 * V)
              .fma(FloatVector.fromArray(F, b, bo + i + 3 * V), s3);
    }
    for (; i < n; i += V) {
      s0 = FloatVector.fromArray(F, a, ao + i).fma(FloatVector.fromArray(F, b, bo + i), s0);
    }
    FloatVector one = FloatVector.broadcast(F, 1f);
    one.fma(s0, one.fma(s1, one.fma(s2, s3))).intoArray(lanes, lane);
  }

  /// All virtual lanes, where a vector holds two accumulators.
  private static void wideProducts(float[] lanes, float[] a, int ao, float[] b, int bo, int n) {
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s2 = FloatVector.zero(F);
    int i = 0;
    for (; i <= n - 4 * V; i += 4 * V) {
      s0 = FloatVector.fromArray(F, a, ao + i).fma(FloatVector.fromArray(F, b, bo + i), s0);
      s2 =
          FloatVector.fromArray(F, a, ao + i + 2 * V)
              .fma(FloatVector.fromArray(F, b, bo + i + 2 * V), s2);
    }
    FloatVector.zero(F).add(s0).intoArray(lanes, 0);
    FloatVector.zero(F).add(s2).intoArray(lanes, 2 * V);
    for (; i < n; i++) {
      lanes[i % V] = Math.fma(a[ao + i], b[bo + i], lanes[i % V]);
    }
    VirtualLanes.join(lanes);
  }

  /// Σ `x[i]`. `lanes` is room for 4·V floats.
  static float sum(float[] x, int xo, int n, float[] lanes) {
    int whole = VirtualLanes.whole(n);
    if (L > V) {
      wideSums(lanes, x, xo, whole);
    } else {
      for (int lane = 0; lane < V; lane += L) {
        sums(lanes, lane, x, xo + lane, whole);
      }
    }
    float rest = 0;
    for (int i = whole; i < n; i++) {
      rest += x[xo + i];
    }
    return VirtualLanes.sum(lanes) + rest;
  }

  private static void sums(float[] lanes, int lane, float[] x, int xo, int n) {
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = FloatVector.zero(F);
    FloatVector s2 = FloatVector.zero(F);
    FloatVector s3 = FloatVector.zero(F);
    int i = 0;
    for (; i <= n - 4 * V; i += 4 * V) {
      s0 = FloatVector.fromArray(F, x, xo + i).add(s0);
      s1 = FloatVector.fromArray(F, x, xo + i + V).add(s1);
      s2 = FloatVector.fromArray(F, x, xo + i + 2 * V).add(s2);
      s3 = FloatVector.fromArray(F, x, xo + i + 3 * V).add(s3);
    }
    for (; i < n; i += V) {
      s0 = FloatVector.fromArray(F, x, xo + i).add(s0);
    }
    FloatVector one = FloatVector.broadcast(F, 1f);
    one.fma(s0, one.fma(s1, one.fma(s2, s3))).intoArray(lanes, lane);
  }

  private static void wideSums(float[] lanes, float[] x, int xo, int n) {
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s2 = FloatVector.zero(F);
    int i = 0;
    for (; i <= n - 4 * V; i += 4 * V) {
      s0 = FloatVector.fromArray(F, x, xo + i).add(s0);
      s2 = FloatVector.fromArray(F, x, xo + i + 2 * V).add(s2);
    }
    FloatVector.zero(F).add(s0).intoArray(lanes, 0);
    FloatVector.zero(F).add(s2).intoArray(lanes, 2 * V);
    for (; i < n; i++) {
      lanes[i % V] += x[xo + i];
    }
    VirtualLanes.join(lanes);
  }

  /// `to[c]` = Σ over `rows` rows of `x[r, c]`, for cols columns.
  static void columns(float[] to, int at, float[] x, int xo, int rows, int cols) {
    int whole = VirtualLanes.whole(cols);
    int c = 0;
    for (; c <= whole - L; c += L) {
      columnSums(to, at + c, x, xo + c, rows, cols);
    }
    for (; c < cols; c++) {
      to[at + c] = columnSum(x, xo + c, rows, cols, c < whole);
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

  /// The same of one column; all rows go to the first accumulator unless `four` are in use.
  private static float columnSum(float[] x, int xo, int rows, int cols, boolean four) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int r = 0;
    for (; four && r <= rows - 4; r += 4) {
      int row = xo + r * cols;
      s0 += x[row];
      s1 += x[row + cols];
      s2 += x[row + 2 * cols];
      s3 += x[row + 3 * cols];
    }
    for (; r < rows; r++) {
      s0 += x[xo + r * cols];
    }
    return s0 + (s1 + (s2 + s3));
  }
}
