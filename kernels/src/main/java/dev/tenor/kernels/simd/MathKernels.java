package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Exponentials of arrays, with relative errors of about 1e-7; what else is transcendental comes
/// from them (see [UnaryKernels]). NaN gives NaN, and arguments beyond the range of floats give the
/// limits.
///
/// With n = round(x/ln 2) and r = x − n·ln 2, eˣ = 2ⁿ·(1 + q(r)), where q(r) = eʳ − 1 is a
/// polynomial of which r is the first term, so that it is accurate near 0 as well: minimax of
/// relative error 1.7e-8 (before rounding) for |r| ≤ ln 2 / 2.
///
/// Lengths are multiples of STEP. These are loops over arrays rather than functions of vectors, and
/// the two repeat each other, because a vector that is passed to a method of ours is boxed wherever
/// the compiler decides not to inline that method. Two vectors at a time keep the pipeline busy.
final class MathKernels {
  static final int STEP = 2 * L;

  /// Below it [#exp] gives 0, and above [#EXP_MAX] eˣ is no finite float.
  static final float EXP_MIN = -86.64339f;

  static final float EXP_MAX = 88.72283f;
  static final float LOG2_E = 1.442695041f;

  /// 1.5·2²³: adding it rounds to an integer, which is then in the low bits.
  static final float ROUND = 12582912f;

  /// The same for an exponent: 2ⁿ as a float has n + 127 in the bits from 23 on, to which a shift
  /// moves them. (It rounds x·log₂e no other way: that is never half an integer.)
  static final float ROUND_EXPONENT = ROUND + 127;

  /// ln 2 in two parts: products of the first with |n| < 2¹⁰ are exact.
  static final float LN2_HIGH = 0.693359375f;

  static final float LN2_LOW = -2.12194440e-4f;

  /// Near enough where eˣ ≤ 1: n·1.9e-9 is then lost beside 1 − eˣ.
  static final float LN2 = 0.6931472f;

  static final float Q2 = 0.49999997f;
  static final float Q3 = 0.16666543f;
  static final float Q4 = 4.16672e-2f;
  static final float Q5 = 8.3665205e-3f;
  static final float Q6 = 1.3882521e-3f;

  private MathKernels() {}

  /// y = eˣ; results below 2⁻¹²⁵ are 0. It is 2·2ⁿ⁻¹·(1 + q), since 2¹²⁸ is no float.
  static void exp(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += STEP) {
      FloatVector x0 = FloatVector.fromArray(F, x, xo + i);
      FloatVector x1 = FloatVector.fromArray(F, x, xo + i + L);
      FloatVector t0 = x0.fma(FloatVector.broadcast(F, LOG2_E), FloatVector.broadcast(F, ROUND));
      FloatVector t1 = x1.fma(FloatVector.broadcast(F, LOG2_E), FloatVector.broadcast(F, ROUND));
      FloatVector n0 = t0.sub(ROUND);
      FloatVector n1 = t1.sub(ROUND);
      FloatVector r0 = n0.fma(FloatVector.broadcast(F, -LN2_HIGH), x0);
      FloatVector r1 = n1.fma(FloatVector.broadcast(F, -LN2_HIGH), x1);
      r0 = n0.fma(FloatVector.broadcast(F, -LN2_LOW), r0);
      r1 = n1.fma(FloatVector.broadcast(F, -LN2_LOW), r1);
      FloatVector q0 = r0.fma(FloatVector.broadcast(F, Q6), FloatVector.broadcast(F, Q5));
      FloatVector q1 = r1.fma(FloatVector.broadcast(F, Q6), FloatVector.broadcast(F, Q5));
      q0 = q0.fma(r0, FloatVector.broadcast(F, Q4));
      q1 = q1.fma(r1, FloatVector.broadcast(F, Q4));
      q0 = q0.fma(r0, FloatVector.broadcast(F, Q3));
      q1 = q1.fma(r1, FloatVector.broadcast(F, Q3));
      q0 = q0.fma(r0, FloatVector.broadcast(F, Q2));
      q1 = q1.fma(r1, FloatVector.broadcast(F, Q2));
      q0 = q0.mul(r0).fma(r0, r0);
      q1 = q1.mul(r1).fma(r1, r1);
      IntVector e0 = t0.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(0x3F000000);
      IntVector e1 = t1.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(0x3F000000);
      FloatVector p0 = e0.reinterpretAsFloats(); // 2ⁿ⁻¹
      FloatVector p1 = e1.reinterpretAsFloats(); // 2ⁿ⁻¹
      q0 = q0.fma(p0, p0);
      q1 = q1.fma(p1, p1);
      q0 = q0.add(q0).blend(0f, x0.compare(VectorOperators.LT, EXP_MIN));
      q1 = q1.add(q1).blend(0f, x1.compare(VectorOperators.LT, EXP_MIN));
      q0 = q0.blend(Float.POSITIVE_INFINITY, x0.compare(VectorOperators.GT, EXP_MAX));
      q1 = q1.blend(Float.POSITIVE_INFINITY, x1.compare(VectorOperators.GT, EXP_MAX));
      q0.intoArray(y, yo + i);
      q1.intoArray(y, yo + i + L);
    }
  }

  /// y = eˣ − 1 where x ≤ 0, and anything elsewhere; n is a multiple of L. Here a second vector at
  /// a time has no registers left.
  static void expm1(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xo + i);
      FloatVector t =
          v.fma(FloatVector.broadcast(F, LOG2_E), FloatVector.broadcast(F, ROUND_EXPONENT));
      FloatVector r = t.sub(ROUND_EXPONENT).fma(FloatVector.broadcast(F, -LN2), v);
      FloatVector q = r.fma(FloatVector.broadcast(F, Q6), FloatVector.broadcast(F, Q5));
      q = q.fma(r, FloatVector.broadcast(F, Q4));
      q = q.fma(r, FloatVector.broadcast(F, Q3));
      q = q.fma(r, FloatVector.broadcast(F, Q2));
      q = q.mul(r).fma(r, r);
      IntVector bits = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector p = bits.reinterpretAsFloats(); // 2ⁿ
      q = q.fma(p, p.sub(1f));
      q.blend(-1f, v.compare(VectorOperators.LT, EXP_MIN)).intoArray(y, yo + i);
    }
  }
}
