package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;

/// Sums, differences and products of arrays, element by element, for any n; y may be one of the
/// operands. Written in vectors, because C2 makes none of a loop over arrays that might overlap.
final class SumKernels {
  private SumKernels() {}

  /// y = a + b
  static void add(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector.fromArray(F, a, ao + i)
          .add(FloatVector.fromArray(F, b, bo + i))
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = a[ao + i] + b[bo + i];
    }
  }

  /// y = a − b
  static void subtract(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector.fromArray(F, a, ao + i)
          .sub(FloatVector.fromArray(F, b, bo + i))
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = a[ao + i] - b[bo + i];
    }
  }

  /// y = a·b
  static void multiply(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector.fromArray(F, a, ao + i)
          .mul(FloatVector.fromArray(F, b, bo + i))
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = a[ao + i] * b[bo + i];
    }
  }

  /// y = alpha·x
  static void scale(float[] y, int yo, float[] x, int xo, float alpha, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector.fromArray(F, x, xo + i).mul(alpha).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = alpha * x[xo + i];
    }
  }

  /// y = y + (alpha·x), rounded twice
  static void addScaled(float[] y, int yo, float[] x, int xo, float alpha, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xo + i).mul(alpha);
      FloatVector.fromArray(F, y, yo + i).add(v).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] += alpha * x[xo + i];
    }
  }

  /// y = alpha·x + y, rounded once
  static void axpy(float[] y, int yo, float[] x, int xo, float alpha, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector old = FloatVector.fromArray(F, y, yo + i);
      FloatVector.fromArray(F, x, xo + i)
          .fma(FloatVector.broadcast(F, alpha), old)
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = Math.fma(alpha, x[xo + i], y[yo + i]);
    }
  }
}
