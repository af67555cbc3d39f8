package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.BinaryFn;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Gradients of the functions of [BinaryKernels], for any n: d = dy·∂f/∂a or, with `side` 1,
/// dy·∂f/∂b.
final class BinaryGradientKernels {
  private BinaryGradientKernels() {}

  static void apply(
      BinaryFn fn,
      int side,
      float[] d,
      int o,
      float[] dy,
      int dyo,
      float[] a,
      int ao,
      float[] b,
      int bo,
      int n) {
    boolean left = side == 0;
    switch (fn) {
      case ADD -> System.arraycopy(dy, dyo, d, o, n);
      case SUB -> SumKernels.scale(d, o, dy, dyo, left ? 1 : -1, n);
      case MUL -> SumKernels.multiply(d, o, dy, dyo, left ? b : a, left ? bo : ao, n);
      case DIV -> divide(left, d, o, dy, dyo, a, ao, b, bo, n);
      case POW -> pow(left, d, o, dy, dyo, a, ao, b, bo, n);
      case MAX ->
          larger(d, o, dy, dyo, left ? a : b, left ? ao : bo, left ? b : a, left ? bo : ao, n);
      case MIN ->
          larger(d, o, dy, dyo, left ? b : a, left ? bo : ao, left ? a : b, left ? ao : bo, n);
      case PRELU -> prelu(left, d, o, dy, dyo, a, ao, b, bo, n);
      default -> throw new IllegalStateException("simd: no gradient kernel for " + fn);
    }
  }

  /// ∂a: 1/b. ∂b: −a/b².
  private static void divide(
      boolean left,
      float[] d,
      int o,
      float[] dy,
      int dyo,
      float[] a,
      int ao,
      float[] b,
      int bo,
      int n) {
    int i = 0;
    for (; i <= n - L && left; i += L) {
      FloatVector.fromArray(F, dy, dyo + i)
          .div(FloatVector.fromArray(F, b, bo + i))
          .intoArray(d, o + i);
    }
    for (; i <= n - L; i += L) {
      FloatVector w = FloatVector.fromArray(F, b, bo + i);
      FloatVector.fromArray(F, dy, dyo + i)
          .neg()
          .mul(FloatVector.fromArray(F, a, ao + i).div(w).div(w))
          .intoArray(d, o + i);
    }
    for (; i < n; i++) {
      float slope = left ? 0 : a[ao + i] / b[bo + i] / b[bo + i];
      d[o + i] = left ? dy[dyo + i] / b[bo + i] : -dy[dyo + i] * slope;
    }
  }

  /// ∂a: b·aᵇ⁻¹, 0 where b = 0. ∂b: aᵇ·log a, 0 where a = 0 ≤ b.
  private static void pow(
      boolean left,
      float[] d,
      int o,
      float[] dy,
      int dyo,
      float[] a,
      int ao,
      float[] b,
      int bo,
      int n) {
    for (int i = 0; i < n; i++) {
      double x = a[ao + i];
      double p = b[bo + i];
      double slope;
      if (left) {
        slope = p == 0 ? 0 : p * BinaryKernels.power(x, p - 1);
      } else {
        slope = x == 0 && p >= 0 ? 0 : BinaryKernels.power(x, p) * StrictMath.log(x);
      }
      d[o + i] = (float) (dy[dyo + i] * slope);
    }
  }

  /// 1 where a > b, ½ where they are equal, 0 where a < b; 1 where one is NaN.
  private static void larger(
      float[] d, int o, float[] dy, int dyo, float[] a, int ao, float[] b, int bo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector v = FloatVector.fromArray(F, a, ao + i);
      FloatVector w = FloatVector.fromArray(F, b, bo + i);
      FloatVector slope = FloatVector.broadcast(F, 1f);
      slope = slope.blend(0.5f, v.compare(VectorOperators.EQ, w));
      slope = slope.blend(0f, v.compare(VectorOperators.LT, w));
      FloatVector.fromArray(F, dy, dyo + i).mul(slope).intoArray(d, o + i);
    }
    for (; i < n; i++) {
      float v = a[ao + i];
      float w = b[bo + i];
      d[o + i] = dy[dyo + i] * (v < w ? 0f : v == w ? 0.5f : 1f);
    }
  }

  /// ∂a: 1 where a > 0, otherwise b. ∂b: 0 where a > 0, otherwise a.
  private static void prelu(
      boolean left,
      float[] d,
      int o,
      float[] dy,
      int dyo,
      float[] a,
      int ao,
      float[] b,
      int bo,
      int n) {
    float[] below = left ? b : a;
    int at = left ? bo : ao;
    float above = left ? 1 : 0;
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector slope = FloatVector.fromArray(F, below, at + i);
      FloatVector v = FloatVector.fromArray(F, a, ao + i);
      slope = slope.blend(above, v.compare(VectorOperators.GT, 0f));
      FloatVector.fromArray(F, dy, dyo + i).mul(slope).intoArray(d, o + i);
    }
    for (; i < n; i++) {
      d[o + i] = dy[dyo + i] * (a[ao + i] > 0 ? above : below[at + i]);
    }
  }
}
