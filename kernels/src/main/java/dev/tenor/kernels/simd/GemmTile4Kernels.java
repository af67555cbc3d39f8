package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.NR;
import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;

/// The register tile of 4 rows × 2 vectors: with two vectors of B and one broadcast of A it fills
/// 11 of the 16 registers of AVX2. Larger tiles spill there. See [GemmTile].
final class GemmTile4Kernels {
  private GemmTile4Kernels() {}

  /// [GemmTile#rows].
  static void rows(
      float[] c,
      int co,
      int ldc,
      float[] init,
      int io,
      float[] a,
      int ao,
      int[] at,
      int first,
      int segments,
      int segmentStride,
      int length,
      float[] b,
      int bo) {
    int a0 = ao + at[first];
    int a1 = ao + at[first + 1];
    int a2 = ao + at[first + 2];
    int a3 = ao + at[first + 3];
    FloatVector s00 = FloatVector.fromArray(F, init, io);
    FloatVector s01 = FloatVector.fromArray(F, init, io + L);
    FloatVector s10 = s00;
    FloatVector s11 = s01;
    FloatVector s20 = s00;
    FloatVector s21 = s01;
    FloatVector s30 = s00;
    FloatVector s31 = s01;
    for (int s = 0; s < segments; s++) {
      for (int p = 0; p < length; p++) {
        FloatVector b0 = FloatVector.fromArray(F, b, bo + p * NR);
        FloatVector b1 = FloatVector.fromArray(F, b, bo + p * NR + L);
        FloatVector v = FloatVector.broadcast(F, a[a0 + p]);
        s00 = v.fma(b0, s00);
        s01 = v.fma(b1, s01);
        v = FloatVector.broadcast(F, a[a1 + p]);
        s10 = v.fma(b0, s10);
        s11 = v.fma(b1, s11);
        v = FloatVector.broadcast(F, a[a2 + p]);
        s20 = v.fma(b0, s20);
        s21 = v.fma(b1, s21);
        v = FloatVector.broadcast(F, a[a3 + p]);
        s30 = v.fma(b0, s30);
        s31 = v.fma(b1, s31);
      }
      a0 += segmentStride;
      a1 += segmentStride;
      a2 += segmentStride;
      a3 += segmentStride;
      bo += length * NR;
    }
    s00.intoArray(c, co);
    s01.intoArray(c, co + L);
    s10.intoArray(c, co + ldc);
    s11.intoArray(c, co + ldc + L);
    s20.intoArray(c, co + 2 * ldc);
    s21.intoArray(c, co + 2 * ldc + L);
    s30.intoArray(c, co + 3 * ldc);
    s31.intoArray(c, co + 3 * ldc + L);
  }

  /// [GemmTile#columns].
  static void columns(
      float[] c,
      int co,
      int ldc,
      float[] init,
      int io,
      float[] a,
      int ao,
      int first,
      int rows,
      int length,
      float[] b,
      int bo) {
    int to = co;
    for (int r = first; r < first + rows; r += 4) {
      int from = ao + r / L * length * L + r % L;
      FloatVector s00 = FloatVector.fromArray(F, init, io);
      FloatVector s01 = FloatVector.fromArray(F, init, io + L);
      FloatVector s10 = s00;
      FloatVector s11 = s01;
      FloatVector s20 = s00;
      FloatVector s21 = s01;
      FloatVector s30 = s00;
      FloatVector s31 = s01;
      for (int p = 0; p < length; p++) {
        FloatVector b0 = FloatVector.fromArray(F, b, bo + p * NR);
        FloatVector b1 = FloatVector.fromArray(F, b, bo + p * NR + L);
        FloatVector v = FloatVector.broadcast(F, a[from + p * L]);
        s00 = v.fma(b0, s00);
        s01 = v.fma(b1, s01);
        v = FloatVector.broadcast(F, a[from + p * L + 1]);
        s10 = v.fma(b0, s10);
        s11 = v.fma(b1, s11);
        v = FloatVector.broadcast(F, a[from + p * L + 2]);
        s20 = v.fma(b0, s20);
        s21 = v.fma(b1, s21);
        v = FloatVector.broadcast(F, a[from + p * L + 3]);
        s30 = v.fma(b0, s30);
        s31 = v.fma(b1, s31);
      }
      s00.intoArray(c, to);
      s01.intoArray(c, to + L);
      s10.intoArray(c, to + ldc);
      s11.intoArray(c, to + ldc + L);
      s20.intoArray(c, to + 2 * ldc);
      s21.intoArray(c, to + 2 * ldc + L);
      s30.intoArray(c, to + 3 * ldc);
      s31.intoArray(c, to + 3 * ldc + L);
      to += 4 * ldc;
    }
  }
}
