package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.NR;
import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;

/// The register tile of 6 rows × 2 vectors: with two vectors of B and one broadcast of A it fills
/// 15 of the 16 registers of AVX2, and twelve sums hide the latency of the multiply-adds, which the
/// eight of [GemmTile4Kernels] just do not. Only if no sums are carried from one loop over k to the
/// next, and with A in place: otherwise C2 spills sums. See [GemmTile].
final class GemmTile6Kernels {
  private GemmTile6Kernels() {}

  /// [GemmTile#rows] for rows `first … end`, a multiple of 6, and one segment; row r starts at
  /// `init[io + r·ldi]`.
  static void rows(
      float[] c,
      int co,
      int ldc,
      float[] init,
      int io,
      int ldi,
      float[] a,
      int ao,
      int[] at,
      int first,
      int end,
      int length,
      float[] b,
      int bo) {
    int to = co;
    int from = io;
    for (int t = first; t < end; t += 6) {
      int a0 = ao + at[t];
      int a1 = ao + at[t + 1];
      int a2 = ao + at[t + 2];
      int a3 = ao + at[t + 3];
      int a4 = ao + at[t + 4];
      int a5 = ao + at[t + 5];
      FloatVector s00 = FloatVector.fromArray(F, init, from);
      FloatVector s01 = FloatVector.fromArray(F, init, from + L);
      FloatVector s10 = FloatVector.fromArray(F, init, from + ldi);
      FloatVector s11 = FloatVector.fromArray(F, init, from + ldi + L);
      FloatVector s20 = FloatVector.fromArray(F, init, from + 2 * ldi);
      FloatVector s21 = FloatVector.fromArray(F, init, from + 2 * ldi + L);
      FloatVector s30 = FloatVector.fromArray(F, init, from + 3 * ldi);
      FloatVector s31 = FloatVector.fromArray(F, init, from + 3 * ldi + L);
      FloatVector s40 = FloatVector.fromArray(F, init, from + 4 * ldi);
      FloatVector s41 = FloatVector.fromArray(F, init, from + 4 * ldi + L);
      FloatVector s50 = FloatVector.fromArray(F, init, from + 5 * ldi);
      FloatVector s51 = FloatVector.fromArray(F, init, from + 5 * ldi + L);
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
        v = FloatVector.broadcast(F, a[a4 + p]);
        s40 = v.fma(b0, s40);
        s41 = v.fma(b1, s41);
        v = FloatVector.broadcast(F, a[a5 + p]);
        s50 = v.fma(b0, s50);
        s51 = v.fma(b1, s51);
      }
      s00.intoArray(c, to);
      s01.intoArray(c, to + L);
      s10.intoArray(c, to + ldc);
      s11.intoArray(c, to + ldc + L);
      s20.intoArray(c, to + 2 * ldc);
      s21.intoArray(c, to + 2 * ldc + L);
      s30.intoArray(c, to + 3 * ldc);
      s31.intoArray(c, to + 3 * ldc + L);
      s40.intoArray(c, to + 4 * ldc);
      s41.intoArray(c, to + 4 * ldc + L);
      s50.intoArray(c, to + 5 * ldc);
      s51.intoArray(c, to + 5 * ldc + L);
      to += 6 * ldc;
      from += 6 * ldi;
    }
  }

  /// The same for sums that start at 0, apart because reading zeros costs a tenth where k is 16.
  static void sums(
      float[] c,
      int co,
      int ldc,
      float[] a,
      int ao,
      int[] at,
      int first,
      int end,
      int length,
      float[] b,
      int bo) {
    int to = co;
    for (int t = first; t < end; t += 6) {
      int a0 = ao + at[t];
      int a1 = ao + at[t + 1];
      int a2 = ao + at[t + 2];
      int a3 = ao + at[t + 3];
      int a4 = ao + at[t + 4];
      int a5 = ao + at[t + 5];
      FloatVector s00 = FloatVector.zero(F);
      FloatVector s01 = s00;
      FloatVector s10 = s00;
      FloatVector s11 = s00;
      FloatVector s20 = s00;
      FloatVector s21 = s00;
      FloatVector s30 = s00;
      FloatVector s31 = s00;
      FloatVector s40 = s00;
      FloatVector s41 = s00;
      FloatVector s50 = s00;
      FloatVector s51 = s00;
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
        v = FloatVector.broadcast(F, a[a4 + p]);
        s40 = v.fma(b0, s40);
        s41 = v.fma(b1, s41);
        v = FloatVector.broadcast(F, a[a5 + p]);
        s50 = v.fma(b0, s50);
        s51 = v.fma(b1, s51);
      }
      s00.intoArray(c, to);
      s01.intoArray(c, to + L);
      s10.intoArray(c, to + ldc);
      s11.intoArray(c, to + ldc + L);
      s20.intoArray(c, to + 2 * ldc);
      s21.intoArray(c, to + 2 * ldc + L);
      s30.intoArray(c, to + 3 * ldc);
      s31.intoArray(c, to + 3 * ldc + L);
      s40.intoArray(c, to + 4 * ldc);
      s41.intoArray(c, to + 4 * ldc + L);
      s50.intoArray(c, to + 5 * ldc);
      s51.intoArray(c, to + 5 * ldc + L);
      to += 6 * ldc;
    }
  }
}
