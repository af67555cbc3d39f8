package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.broadcast;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Transcendental functions on vectors, with relative errors of about 1e-7. NaN gives NaN, and
/// arguments beyond the range of floats give the limits.
///
/// With n = round(x/ln 2) and r = x − n·ln 2, eˣ = 2ⁿ·(1 + q(r)), where q(r) = eʳ − 1 is a
/// polynomial of which r is the first term, so that it is accurate near 0 as well.
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
  private static final float SQRT_HALF = 0.70710678f;
  private static final float INV_SQRT_2PI = 0.39894228f;

  private VMath() {}

  private static FloatVector remainder(FloatVector x, FloatVector n) {
    return n.fma(broadcast(-LN2_LOW), n.fma(broadcast(-LN2_HIGH), x));
  }

  /// eʳ − 1 for |r| ≤ ln 2 / 2: minimax of relative error 2.4e-10 (before rounding).
  private static FloatVector q(FloatVector r) {
    FloatVector p = broadcast(1.9845881e-4f);
    p = p.fma(r, broadcast(1.3940668e-3f));
    p = p.fma(r, broadcast(8.3333896e-3f));
    p = p.fma(r, broadcast(4.1666359e-2f));
    p = p.fma(r, broadcast(0.16666666f));
    p = p.fma(r, broadcast(0.5f));
    return p.mul(r).fma(r, r);
  }

  /// eˣ. Results below 2⁻¹²⁵ are 0. It is 2·2ⁿ⁻¹·(1 + q), since 2¹²⁸ is no float.
  static FloatVector exp(FloatVector x) {
    FloatVector shifted = x.fma(broadcast(LOG2_E), broadcast(ROUND));
    FloatVector r = remainder(x, shifted.sub(ROUND));
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    FloatVector half = exponent.add(0x3F000000).reinterpretAsFloats(); // 2ⁿ⁻¹
    FloatVector y = q(r).fma(half, half);
    y = y.add(y).blend(0f, x.compare(VectorOperators.LT, EXP_MIN));
    return y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_MAX));
  }

  /// eˣ − 1 for x ≤ 0; garbage for x > 0.
  private static FloatVector expm1(FloatVector x) {
    FloatVector shifted = x.fma(broadcast(LOG2_E), broadcast(ROUND));
    FloatVector r = remainder(x, shifted.sub(ROUND));
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    FloatVector power = exponent.add(0x3F800000).reinterpretAsFloats(); // 2ⁿ
    FloatVector y = q(r).fma(power, power.sub(1f));
    return y.blend(-1f, x.compare(VectorOperators.LT, EXP_MIN));
  }

  static FloatVector elu(FloatVector x) {
    return expm1(x).blend(x, x.compare(VectorOperators.GT, 0f));
  }

  /// The slope of [#elu]: 1 for x ≥ 0, eˣ below.
  static FloatVector eluSlope(FloatVector x) {
    return expm1(x).add(1f).blend(1f, x.compare(VectorOperators.GE, 0f));
  }

  static FloatVector sigmoid(FloatVector x) {
    return broadcast(1f).div(exp(x.neg()).add(1f));
  }

  /// With e = exp(−2|x|) − 1, which lies in (−1, 0], tanh |x| = −e / (e + 2).
  static FloatVector tanh(FloatVector x) {
    FloatVector e = expm1(x.abs().mul(-2f));
    return copySign(e.neg().div(e.add(2f)), x);
  }

  private static FloatVector copySign(FloatVector magnitude, FloatVector sign) {
    IntVector bit = sign.reinterpretAsInts().and(0x80000000);
    return magnitude.reinterpretAsInts().or(bit).reinterpretAsFloats();
  }

  /// x·Φ(x).
  static FloatVector gelu(FloatVector x) {
    return x.mul(normal(x, exp(x.mul(x).mul(-0.5f))));
  }

  /// Φ(x) + x·φ(x).
  static FloatVector geluSlope(FloatVector x) {
    FloatVector bell = exp(x.mul(x).mul(-0.5f));
    return x.mul(INV_SQRT_2PI).fma(bell, normal(x, bell));
  }

  /// Φ(x), given `bell` = exp(−x²/2): Φ(−|x|) = ½ erfc(z) with z = |x|/√2, and erfc(z) = exp(−z²)·
  /// t·p(t) with t = 1/(1 + z/2), p a minimax polynomial of relative error 4.3e-8 for z ≤ 10.
  private static FloatVector normal(FloatVector x, FloatVector bell) {
    FloatVector t = broadcast(1f).div(x.abs().fma(broadcast(0.5f * SQRT_HALF), broadcast(1f)));
    FloatVector p = broadcast(-0.059068948f);
    p = p.fma(t, broadcast(0.2845749f));
    p = p.fma(t, broadcast(-0.4871998f));
    p = p.fma(t, broadcast(0.27806702f));
    p = p.fma(t, broadcast(-0.02662557f));
    p = p.fma(t, broadcast(0.20268683f));
    p = p.fma(t, broadcast(0.24310377f));
    p = p.fma(t, broadcast(0.2823753f));
    p = p.fma(t, broadcast(0.28208643f));
    FloatVector below = bell.mul(0.5f).mul(t).mul(p);
    VectorMask<Float> positive = x.compare(VectorOperators.GT, 0f);
    return below.blend(broadcast(1f).sub(below), positive);
  }
}
