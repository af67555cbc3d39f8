package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Maxima and minima with their places: a later element replaces the best one so far if it is
/// greater, or the first NaN. For minima the values' signs are changed on the way (`sign` −1).
final class ExtremeKernels {
  private ExtremeKernels() {}

  /// The extreme of each of `cols` columns over `rows` rows of x.
  static void columns(
      float[] y, int yo, float[] place, int po, float[] x, int xo, int rows, int cols, float sign) {
    int c = 0;
    for (; c <= cols - L; c += L) {
      FloatVector best = FloatVector.fromArray(F, x, xo + c).mul(sign);
      FloatVector at = FloatVector.zero(F);
      for (int r = 1; r < rows; r++) {
        FloatVector v = FloatVector.fromArray(F, x, xo + r * cols + c).mul(sign);
        VectorMask<Float> better =
            v.compare(VectorOperators.LE, best).not().and(best.compare(VectorOperators.EQ, best));
        best = best.blend(v, better);
        at = at.blend(r, better);
      }
      best.mul(sign).intoArray(y, yo + c);
      at.intoArray(place, po + c);
    }
    for (; c < cols; c++) {
      column(y, yo + c, place, po + c, x, xo + c, rows, cols, sign);
    }
  }

  private static void column(
      float[] y, int yo, float[] place, int po, float[] x, int xo, int rows, int cols, float sign) {
    float best = sign * x[xo];
    int at = 0;
    for (int r = 1; r < rows; r++) {
      float v = sign * x[xo + r * cols];
      if (!(v <= best) && best == best) {
        best = v;
        at = r;
      }
    }
    y[yo] = sign * best;
    place[po] = at;
  }
}
