package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Powers aᵇ and their gradients, for any n, with relative errors below 4e-7; of the slopes, below
/// 5e-7.
///
/// aᵇ = exp(b·log a), where b·log a may be 88, whose rounding alone would be an error of 4e-6: so
/// the logarithm is a sum of two floats, with a relative error of 1e-9, and so is its product with
/// b. Numbers that this does not fit (0, subnormal, infinite, NaN, results near the ends of the
/// range) are Java's.
final class PowerKernels {
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;

  /// The largest |b·log a|: beyond it a result may be subnormal or infinite.
  private static final float FARTHEST = 86f;

  /// The largest |b| of which [MathKernels#ROUND] shows whether it is odd.
  private static final float LARGEST = 1 << 22;

  private PowerKernels() {}

  /// y = aᵇ; `y` may be an operand.
  static void apply(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n, Scratch mine) {
    int whole = n - n % L;
    powers(y, yo, a, ao, b, bo, whole, mine.lanes());
    if (whole < n) {
      float[] tail = mine.floats(Use.TAIL, 2L * L);
      Arrays.fill(tail, 0, 2 * L, 1f);
      System.arraycopy(a, ao + whole, tail, 0, n - whole);
      System.arraycopy(b, bo + whole, tail, L, n - whole);
      powers(tail, 0, tail, 0, tail, L, L, mine.lanes());
      System.arraycopy(tail, 0, y, yo + whole, n - whole);
    }
  }

  /// With |a| = 2ᵉ·m and √½ ≤ m < √2, log |a| = e·ln 2 + 2·artanh(s), s = (m − 1)/(m + 1), as in
  /// [LogKernels], here with the rounding error of each large term; then as in [MathKernels#exp].
  /// The sign is a's where b is odd.
  private static void powers(
      float[] y, int yo, float[] a, int ao, float[] b, int bo, int n, float[] lanes) {
    for (int i = 0; i < n; i += L) {
      FloatVector x = FloatVector.fromArray(F, a, ao + i);
      FloatVector p = FloatVector.fromArray(F, b, bo + i);
      FloatVector v = x.abs();
      IntVector bits = v.reinterpretAsInts().sub(0x3F3504F3); // the bits of √½
      FloatVector e =
          bits.lanewise(VectorOperators.ASHR, 23)
              .convert(VectorOperators.I2F, 0)
              .reinterpretAsFloats();
      FloatVector m = bits.and(0x007FFFFF).add(0x3F3504F3).reinterpretAsFloats();
      FloatVector up = m.sub(1f); // exact
      FloatVector down = m.add(1f);
      FloatVector downRest = m.sub(down.sub(1f));
      FloatVector s = up.div(down);
      FloatVector minus = s.neg();
      FloatVector sRest = minus.fma(downRest, minus.fma(down, up)).div(down);
      FloatVector q = s.mul(s);
      FloatVector low = FloatVector.broadcast(F, 0.23582861f);
      low = low.fma(q, FloatVector.broadcast(F, 0.28537273f));
      low = low.fma(q, FloatVector.broadcast(F, 0.40000334f));
      low = low.fma(q, FloatVector.broadcast(F, 0.6666666f));
      low = low.mul(q).mul(s).add(sRest.add(sRest));
      low = e.fma(FloatVector.broadcast(F, LN2_LOW), low);
      FloatVector whole = e.mul(LN2_HIGH); // exact
      FloatVector twice = s.add(s);
      FloatVector high = whole.add(twice);
      low = low.add(twice.sub(high.sub(whole)));
      FloatVector log = high.add(low);
      low = low.sub(log.sub(high));
      FloatVector t = p.mul(log);
      FloatVector rest = p.fma(low, p.fma(log, t.neg()));
      FloatVector k =
          t.fma(
              FloatVector.broadcast(F, MathKernels.LOG2_E),
              FloatVector.broadcast(F, MathKernels.ROUND));
      FloatVector c = k.sub(MathKernels.ROUND);
      FloatVector r = c.fma(FloatVector.broadcast(F, -LN2_HIGH), t);
      r = r.add(c.fma(FloatVector.broadcast(F, -LN2_LOW), rest));
      FloatVector g =
          r.fma(FloatVector.broadcast(F, MathKernels.Q6), FloatVector.broadcast(F, MathKernels.Q5));
      g = g.fma(r, FloatVector.broadcast(F, MathKernels.Q4));
      g = g.fma(r, FloatVector.broadcast(F, MathKernels.Q3));
      g = g.fma(r, FloatVector.broadcast(F, MathKernels.Q2));
      g = g.mul(r).fma(r, r);
      FloatVector scale =
          k.reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, 23)
              .add(0x3F800000)
              .reinterpretAsFloats(); // 2ᶜ
      FloatVector rounded = p.add(MathKernels.ROUND);
      IntVector odd = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
      IntVector sign = x.reinterpretAsInts().and(odd);
      FloatVector result =
          g.fma(scale, scale)
              .reinterpretAsInts()
              .lanewise(VectorOperators.OR, sign)
              .reinterpretAsFloats();
      VectorMask<Float> fits =
          rounded
              .sub(MathKernels.ROUND)
              .compare(VectorOperators.EQ, p)
              .or(x.compare(VectorOperators.GT, 0f))
              .and(v.compare(VectorOperators.GE, Float.MIN_NORMAL))
              .and(v.compare(VectorOperators.LE, Float.MAX_VALUE))
              .and(p.abs().compare(VectorOperators.LE, LARGEST))
              .and(t.abs().compare(VectorOperators.LE, FARTHEST));
      if (fits.allTrue()) {
        result.intoArray(y, yo + i);
      } else {
        FloatVector.broadcast(F, Float.NaN).blend(result, fits).intoArray(lanes, 0);
        others(y, yo + i, a, ao + i, b, bo + i, lanes);
      }
    }
  }

  /// L results, of which those that fit are in `lanes`, and NaN for the others.
  private static void others(
      float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] lanes) {
    for (int i = 0; i < L; i++) {
      float fitting = lanes[i];
      y[yo + i] = Float.isNaN(fitting) ? (float) power(a[ao + i], b[bo + i]) : fitting;
    }
  }

  /// C's power, see [dev.tenor.engine.backend.BinaryFn#POW].
  private static double power(double a, double b) {
    boolean one = a == 1 || a == -1 && Double.isInfinite(b);
    return one ? 1 : Math.pow(a, b);
  }

  /// d = dy·b·aᵇ⁻¹, 0 where b = 0; n is a block's length at most. aᵇ⁻¹ is aᵇ/a, since b − 1 would
  /// be rounded.
  static void gradientOfBase(
      float[] d,
      int o,
      float[] dy,
      int dyo,
      float[] a,
      int ao,
      float[] b,
      int bo,
      int n,
      Scratch mine) {
    float[] power = mine.floats(Use.POWER, UnaryKernels.BLOCK);
    apply(power, 0, a, ao, b, bo, n, mine);
    for (int i = 0; i < n; i++) {
      float slope = b[bo + i] * (power[i] / a[ao + i]);
      boolean fits = isNormal(power[i]) && isNormal(slope) && Math.abs(b[bo + i]) <= LARGEST;
      d[o + i] =
          fits ? dy[dyo + i] * slope : (float) (dy[dyo + i] * slopeOfBase(a[ao + i], b[bo + i]));
    }
  }

  private static boolean isNormal(float x) {
    float size = Math.abs(x);
    return size >= Float.MIN_NORMAL && size <= Float.MAX_VALUE;
  }

  private static double slopeOfBase(double a, double b) {
    return b == 0 ? 0 : b * power(a, b - 1);
  }

  /// d = dy·aᵇ·log a, 0 where a = 0 ≤ b; n is a block's length at most.
  static void gradientOfExponent(
      float[] d,
      int o,
      float[] dy,
      int dyo,
      float[] a,
      int ao,
      float[] b,
      int bo,
      int n,
      Scratch mine) {
    float[] power = mine.floats(Use.POWER, 2L * UnaryKernels.BLOCK);
    int log = UnaryKernels.BLOCK;
    int whole = GemmTile.roundUp(n, L);
    apply(power, 0, a, ao, b, bo, n, mine);
    System.arraycopy(a, ao, power, log, n);
    Arrays.fill(power, log + n, log + whole, 1f);
    LogKernels.log(power, log, power, log, whole);
    for (int i = 0; i < n; i++) {
      float slope = power[i] * power[log + i];
      boolean fits = isNormal(power[i]) && Math.abs(slope) <= Float.MAX_VALUE;
      d[o + i] =
          fits
              ? dy[dyo + i] * slope
              : (float) (dy[dyo + i] * slopeOfExponent(a[ao + i], b[bo + i]));
    }
  }

  private static double slopeOfExponent(double a, double b) {
    return a == 0 && b >= 0 ? 0 : power(a, b) * StrictMath.log(a);
  }
}
