package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.NR;
import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;

/// One row × two vectors, for a product with a single row: the sums of [GemmTile#rows] bit for bit,
/// without the unused rows.
final class GemmTile1Kernels {
  private GemmTile1Kernels() {}

  /// `c[j] = init[j] + Σ_p a[p]·b[p, j]` for the first `cols` columns of a panel.
  static void row(
      float[] c,
      int co,
      int cols,
      float[] init,
      int io,
      float[] a,
      int ao,
      int length,
      float[] b,
      int bo) {
    if (GemmTile.panelWidth(cols) < NR) {
      half(c, co, init, io, a, ao, length, b, bo);
    } else {
      whole(c, co, init, io, a, ao, length, b, bo);
    }
  }

  private static void whole(
      float[] c, int co, float[] init, int io, float[] a, int ao, int length, float[] b, int bo) {
    FloatVector s0 = FloatVector.fromArray(F, init, io);
    FloatVector s1 = FloatVector.fromArray(F, init, io + L);
    for (int p = 0; p < length; p++) {
      FloatVector v = FloatVector.broadcast(F, a[ao + p]);
      s0 = v.fma(FloatVector.fromArray(F, b, bo + p * NR), s0);
      s1 = v.fma(FloatVector.fromArray(F, b, bo + p * NR + L), s1);
    }
    s0.intoArray(c, co);
    s1.intoArray(c, co + L);
  }

  private static void half(
      float[] c, int co, float[] init, int io, float[] a, int ao, int length, float[] b, int bo) {
    FloatVector sum = FloatVector.fromArray(F, init, io);
    for (int p = 0; p < length; p++) {
      FloatVector v = FloatVector.broadcast(F, a[ao + p]);
      sum = v.fma(FloatVector.fromArray(F, b, bo + p * L), sum);
    }
    sum.intoArray(c, co);
  }
}
