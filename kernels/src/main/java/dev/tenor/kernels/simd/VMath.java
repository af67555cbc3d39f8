package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Exponentials of arrays, with relative errors of about 1e-7; what else is transcendental comes
/// from them (see [Unary]). NaN gives NaN, and arguments beyond the range of floats give the
/// limits.
///
/// With n = round(x/ln 2) and r = x − n·ln 2, eˣ = 2ⁿ·(1 + q(r)), where q(r) = eʳ − 1 is a
/// polynomial of which r is the first term, so that it is accurate near 0 as well: minimax of
/// relative error 2.4e-10 (before rounding) for |r| ≤ ln 2 / 2.
///
/// Lengths are multiples of L. These are loops over arrays rather than functions of vectors, and
/// the two repeat each other, because a vector that is passed to a method of ours is boxed wherever
/// the compiler decides not to inline that method: when it has been compiled on its own before, or
/// when there are more than some fifty operations on vectors around it.
final class VMath {
  /// Below it [#exp] gives 0, and above [#EXP_MAX] eˣ is no finite float.
  private static final float EXP_MIN = -86.64339f;

  private static final float EXP_MAX = 88.72283f;
  private static final float LOG2_E = 1.442695041f;

  /// 1.5·2²³: adding it rounds to an integer, which is then in the low bits.
  private static final float ROUND = 12582912f;

  /// ln 2 in two parts: products of the first with |n| < 2¹⁰ are exact.
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = -2.12194440e-4f;
  private static final float Q2 = 0.5f;
  private static final float Q3 = 0.16666666f;
  private static final float Q4 = 4.1666359e-2f;
  private static final float Q5 = 8.3333896e-3f;
  private static final float Q6 = 1.3940668e-3f;
  private static final float Q7 = 1.9845881e-4f;

  private VMath() {}

  /// y = eˣ; results below 2⁻¹²⁵ are 0. It is 2·2ⁿ⁻¹·(1 + q), since 2¹²⁸ is no float.
  static void exp(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xo + i);
      FloatVector shifted = v.mul(LOG2_E).add(ROUND);
      FloatVector whole = shifted.sub(ROUND);
      FloatVector r = whole.fma(FloatVector.broadcast(F, -LN2_HIGH), v);
      r = whole.fma(FloatVector.broadcast(F, -LN2_LOW), r);
      FloatVector q = r.fma(FloatVector.broadcast(F, Q7), FloatVector.broadcast(F, Q6));
      q = q.fma(r, FloatVector.broadcast(F, Q5));
      q = q.fma(r, FloatVector.broadcast(F, Q4));
      q = q.fma(r, FloatVector.broadcast(F, Q3));
      q = q.fma(r, FloatVector.broadcast(F, Q2));
      q = q.mul(r).fma(r, r);
      IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector half = exponent.add(0x3F000000).reinterpretAsFloats(); // 2ⁿ⁻¹
      FloatVector e = q.fma(half, half);
      e = e.add(e).blend(0f, v.compare(VectorOperators.LT, EXP_MIN));
      e = e.blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.GT, EXP_MAX));
      e.intoArray(y, yo + i);
    }
  }

  /// y = eˣ − 1 where x ≤ 0, and anything elsewhere.
  static void expm1(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xo + i);
      FloatVector shifted = v.mul(LOG2_E).add(ROUND);
      FloatVector whole = shifted.sub(ROUND);
      FloatVector r = whole.fma(FloatVector.broadcast(F, -LN2_HIGH), v);
      r = whole.fma(FloatVector.broadcast(F, -LN2_LOW), r);
      FloatVector q = r.fma(FloatVector.broadcast(F, Q7), FloatVector.broadcast(F, Q6));
      q = q.fma(r, FloatVector.broadcast(F, Q5));
      q = q.fma(r, FloatVector.broadcast(F, Q4));
      q = q.fma(r, FloatVector.broadcast(F, Q3));
      q = q.fma(r, FloatVector.broadcast(F, Q2));
      q = q.mul(r).fma(r, r);
      IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector power = exponent.add(0x3F800000).reinterpretAsFloats(); // 2ⁿ
      FloatVector e = q.fma(power, power.sub(1f));
      e.blend(-1f, v.compare(VectorOperators.LT, EXP_MIN)).intoArray(y, yo + i);
    }
  }
}
