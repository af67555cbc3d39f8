package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Sines and cosines of arrays, whose lengths are multiples of L; `y` may be `x`. The error is
/// below 2 units in the last place, near the zeros as well.
///
/// With k = round(x·2/π), r = x − k·π/2 has the sine and cosine of x up to sign and order. π/2 in
/// three parts (Cody and Waite 1980) keeps r exact up to |x| = 10⁵; farther away the numbers are
/// Java's. The polynomials are minimax, their relative errors below 1.3e-8.
final class SineKernels {
  private static final float FARTHEST = 1e5f;
  private static final float TWO_BY_PI = 0.63661977f;
  private static final float HALF_PI = 1.5707964f;
  private static final float HALF_PI_REST = -4.371139e-8f;
  private static final float HALF_PI_LAST = -1.7151245e-15f;

  private SineKernels() {}

  /// y = sin(x + quarters·π/2): the sine for 0, the cosine for 1, −sin x for 2. `lanes` is room for
  /// L floats.
  static void sine(float[] y, int yo, float[] x, int xo, int n, int quarters, float[] lanes) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xo + i);
      FloatVector t =
          v.fma(FloatVector.broadcast(F, TWO_BY_PI), FloatVector.broadcast(F, MathKernels.ROUND));
      FloatVector k = t.sub(MathKernels.ROUND);
      FloatVector r = k.fma(FloatVector.broadcast(F, -HALF_PI), v);
      r = k.fma(FloatVector.broadcast(F, -HALF_PI_REST), r);
      r = k.fma(FloatVector.broadcast(F, -HALF_PI_LAST), r);
      FloatVector q = r.mul(r);
      FloatVector s = FloatVector.broadcast(F, -1.9587309e-4f);
      s = s.fma(q, FloatVector.broadcast(F, 8.332745e-3f));
      s = s.fma(q, FloatVector.broadcast(F, -0.16666664f));
      s = s.mul(q).fma(r, r);
      FloatVector c = FloatVector.broadcast(F, 2.4547557e-5f);
      c = c.fma(q, FloatVector.broadcast(F, -1.38883e-3f));
      c = c.fma(q, FloatVector.broadcast(F, 4.1666664e-2f));
      c = c.mul(q).mul(q).add(q.fma(FloatVector.broadcast(F, -0.5f), FloatVector.broadcast(F, 1f)));
      IntVector quadrant = t.reinterpretAsInts().add(quarters);
      VectorMask<Float> odd = quadrant.and(1).compare(VectorOperators.EQ, 1).cast(F);
      IntVector sign = quadrant.and(2).lanewise(VectorOperators.LSHL, 30);
      FloatVector result =
          s.blend(c, odd)
              .reinterpretAsInts()
              .lanewise(VectorOperators.XOR, sign)
              .reinterpretAsFloats();
      if (v.abs().compare(VectorOperators.LE, FARTHEST).allTrue()) {
        result.intoArray(y, yo + i);
      } else {
        result.intoArray(lanes, 0);
        farAway(y, yo + i, x, xo + i, quarters, lanes);
      }
    }
  }

  /// L results, of which those near enough are in `lanes`.
  private static void farAway(float[] y, int yo, float[] x, int xo, int quarters, float[] lanes) {
    for (int i = 0; i < L; i++) {
      float v = x[xo + i];
      if (Math.abs(v) <= FARTHEST) {
        y[yo + i] = lanes[i];
      } else {
        double value = (quarters & 1) == 0 ? StrictMath.sin(v) : StrictMath.cos(v);
        y[yo + i] = (float) (quarters < 2 ? value : -value);
      }
    }
  }
}
