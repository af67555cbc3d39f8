package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.BinaryFn;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Elementwise functions of two arguments, for any n. Every element is rounded once, in vectors and
/// in the scalar tail alike.
final class BinaryKernels {
  private BinaryKernels() {}

  static void apply(BinaryFn fn, float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
    switch (fn) {
      case ADD -> SumKernels.add(y, yo, a, ao, b, bo, n);
      case SUB -> SumKernels.subtract(y, yo, a, ao, b, bo, n);
      case MUL -> SumKernels.multiply(y, yo, a, ao, b, bo, n);
      case DIV -> divide(y, yo, a, ao, b, bo, n);
      case POW -> pow(y, yo, a, ao, b, bo, n);
      case MIN -> min(y, yo, a, ao, b, bo, n);
      case MAX -> max(y, yo, a, ao, b, bo, n);
      case PRELU -> prelu(y, yo, a, ao, b, bo, n);
      case GREATER -> greater(y, yo, a, ao, b, bo, n);
      case GREATER_EQUAL -> greaterEqual(y, yo, a, ao, b, bo, n);
      case LESS -> greater(y, yo, b, bo, a, ao, n);
      case LESS_EQUAL -> greaterEqual(y, yo, b, bo, a, ao, n);
      case EQUAL -> equal(y, yo, a, ao, b, bo, n, 1f, 0f);
      case NOT_EQUAL -> equal(y, yo, a, ao, b, bo, n, 0f, 1f);
      default -> throw new IllegalStateException("simd: no kernel for " + fn);
    }
  }

  private static void divide(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector.fromArray(F, a, ao + i)
          .div(FloatVector.fromArray(F, b, bo + i))
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = a[ao + i] / b[bo + i];
    }
  }

  /// Java's power in double, element by element: a logarithm in float would lose digits.
  private static void pow(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) power(a[ao + i], b[bo + i]);
    }
  }

  /// C's power, see [BinaryFn#POW]. `StrictMath` would leave garbage for each: see the exception in
  /// `docs/kernels.md`.
  static double power(double a, double b) {
    boolean one = a == 1 || a == -1 && Double.isInfinite(b);
    return one ? 1 : Math.pow(a, b);
  }

  private static void min(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector.fromArray(F, a, ao + i)
          .min(FloatVector.fromArray(F, b, bo + i))
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = Math.min(a[ao + i], b[bo + i]);
    }
  }

  private static void max(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector.fromArray(F, a, ao + i)
          .max(FloatVector.fromArray(F, b, bo + i))
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = Math.max(a[ao + i], b[bo + i]);
    }
  }

  private static void prelu(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector v = FloatVector.fromArray(F, a, ao + i);
      FloatVector below = FloatVector.fromArray(F, b, bo + i).mul(v);
      below.blend(v, v.compare(VectorOperators.GT, 0f)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = a[ao + i] > 0 ? a[ao + i] : b[bo + i] * a[ao + i];
    }
  }

  private static void greater(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector v = FloatVector.fromArray(F, a, ao + i);
      FloatVector w = FloatVector.fromArray(F, b, bo + i);
      FloatVector.zero(F).blend(1f, v.compare(VectorOperators.GT, w)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = a[ao + i] > b[bo + i] ? 1f : 0f;
    }
  }

  private static void greaterEqual(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector v = FloatVector.fromArray(F, a, ao + i);
      FloatVector w = FloatVector.fromArray(F, b, bo + i);
      FloatVector.zero(F).blend(1f, v.compare(VectorOperators.GE, w)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = a[ao + i] >= b[bo + i] ? 1f : 0f;
    }
  }

  /// y = a = b ? yes : no
  private static void equal(
      float[] y, int yo, float[] a, int ao, float[] b, int bo, int n, float yes, float no) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector v = FloatVector.fromArray(F, a, ao + i);
      FloatVector w = FloatVector.fromArray(F, b, bo + i);
      FloatVector.broadcast(F, no)
          .blend(yes, v.compare(VectorOperators.EQ, w))
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = a[ao + i] == b[bo + i] ? yes : no;
    }
  }

  /// y = mask ≠ 0 ? a : b
  static void choose(
      float[] y, int yo, float[] mask, int mo, float[] a, int ao, float[] b, int bo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector m = FloatVector.fromArray(F, mask, mo + i);
      FloatVector v = FloatVector.fromArray(F, a, ao + i);
      FloatVector w = FloatVector.fromArray(F, b, bo + i);
      w.blend(v, m.compare(VectorOperators.NE, 0f)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = mask[mo + i] != 0 ? a[ao + i] : b[bo + i];
    }
  }
}
