package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Logarithms of arrays, whose lengths are multiples of L; `y` may be `x`. Both come from log((1 +
/// s)/(1 − s)) = 2·artanh(s) = s·p(s²), p minimax.
final class LogKernels {
  private static final float SQRT_HALF = 0.70710678f;
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;

  /// 2²³, which makes a subnormal number a normal one.
  private static final float UP = 8388608f;

  private LogKernels() {}

  /// y = log x with an error below 2 units in the last place: −∞ at 0, NaN below 0.
  ///
  /// With x = 2ᵉ·m and √½ ≤ m < √2, log x = e·ln 2 + 2·artanh((m − 1)/(m + 1)); p has a relative
  /// error of 7e-10 there, and m − 1 is exact, so that numbers near 1 keep all their digits.
  static void log(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xo + i);
      FloatVector normal = v.blend(v.mul(UP), v.compare(VectorOperators.LT, Float.MIN_NORMAL));
      IntVector bits = normal.reinterpretAsInts().sub(0x3F3504F3); // the bits of √½
      FloatVector e =
          bits.lanewise(VectorOperators.ASHR, 23)
              .convert(VectorOperators.I2F, 0)
              .reinterpretAsFloats();
      e = e.blend(e.sub(23f), v.compare(VectorOperators.LT, Float.MIN_NORMAL));
      FloatVector m = bits.and(0x007FFFFF).add(0x3F3504F3).reinterpretAsFloats();
      FloatVector s = m.sub(1f).div(m.add(1f));
      FloatVector q = s.mul(s);
      FloatVector p = FloatVector.broadcast(F, 0.2992565f);
      p = p.fma(q, FloatVector.broadcast(F, 0.39974794f));
      p = p.fma(q, FloatVector.broadcast(F, 0.6666682f));
      p = p.mul(q).mul(s).add(e.mul(LN2_LOW)); // small, so that its rounding does not count
      p = s.add(s).add(p);
      p = e.fma(FloatVector.broadcast(F, LN2_HIGH), p);
      p = p.blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0f));
      p = p.blend(Float.NaN, v.compare(VectorOperators.LT, 0f));
      p = p.blend(v, v.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
      p = p.blend(Float.NaN, v.compare(VectorOperators.NE, v));
      p.intoArray(y, yo + i);
    }
  }

  /// y = log(1 + x) for 0 ≤ x ≤ 1, accurate near 0 as well: 2·artanh(x/(2 + x)), where p has a
  /// relative error of 1e-10.
  static void log1p(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xo + i);
      FloatVector s = v.div(v.add(2f));
      FloatVector q = s.mul(s);
      FloatVector p = FloatVector.broadcast(F, 0.24413067f);
      p = p.fma(q, FloatVector.broadcast(F, 0.21393251f));
      p = p.fma(q, FloatVector.broadcast(F, 0.28620723f));
      p = p.fma(q, FloatVector.broadcast(F, 0.39998692f));
      p = p.fma(q, FloatVector.broadcast(F, 0.6666668f));
      p = p.mul(q).mul(s);
      s.add(s).add(p).intoArray(y, yo + i);
    }
  }
}
