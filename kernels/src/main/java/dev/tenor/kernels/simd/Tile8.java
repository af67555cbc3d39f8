package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.Lanes.broadcast;
import static dev.tenor.kernels.simd.Lanes.load;
import static dev.tenor.kernels.simd.Lanes.zero;
import static dev.tenor.kernels.simd.Tile.BLOCK;
import static dev.tenor.kernels.simd.Tile.PANEL;

import jdk.incubator.vector.FloatVector;

/// The register tile of 8 rows × 2 vectors, for machines with 32 registers (AVX-512): it reads each
/// vector of B once for eight rows. See [Tile].
final class Tile8 {
  private Tile8() {}

  /// [Tile#rows].
  static void rows(
      float[] tile,
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
    int a4 = ao + at[first + 4];
    int a5 = ao + at[first + 5];
    int a6 = ao + at[first + 6];
    int a7 = ao + at[first + 7];
    FloatVector s00 = zero();
    FloatVector s01 = zero();
    FloatVector s10 = zero();
    FloatVector s11 = zero();
    FloatVector s20 = zero();
    FloatVector s21 = zero();
    FloatVector s30 = zero();
    FloatVector s31 = zero();
    FloatVector s40 = zero();
    FloatVector s41 = zero();
    FloatVector s50 = zero();
    FloatVector s51 = zero();
    FloatVector s60 = zero();
    FloatVector s61 = zero();
    FloatVector s70 = zero();
    FloatVector s71 = zero();
    for (int s = 0; s < segments; s++) {
      for (int p = 0; p < length; p++) {
        FloatVector b0 = load(b, bo + p * PANEL);
        FloatVector b1 = load(b, bo + p * PANEL + L);
        FloatVector v = broadcast(a[a0 + p]);
        s00 = v.fma(b0, s00);
        s01 = v.fma(b1, s01);
        v = broadcast(a[a1 + p]);
        s10 = v.fma(b0, s10);
        s11 = v.fma(b1, s11);
        v = broadcast(a[a2 + p]);
        s20 = v.fma(b0, s20);
        s21 = v.fma(b1, s21);
        v = broadcast(a[a3 + p]);
        s30 = v.fma(b0, s30);
        s31 = v.fma(b1, s31);
        v = broadcast(a[a4 + p]);
        s40 = v.fma(b0, s40);
        s41 = v.fma(b1, s41);
        v = broadcast(a[a5 + p]);
        s50 = v.fma(b0, s50);
        s51 = v.fma(b1, s51);
        v = broadcast(a[a6 + p]);
        s60 = v.fma(b0, s60);
        s61 = v.fma(b1, s61);
        v = broadcast(a[a7 + p]);
        s70 = v.fma(b0, s70);
        s71 = v.fma(b1, s71);
      }
      a0 += segmentStride;
      a1 += segmentStride;
      a2 += segmentStride;
      a3 += segmentStride;
      a4 += segmentStride;
      a5 += segmentStride;
      a6 += segmentStride;
      a7 += segmentStride;
      bo += length * PANEL;
    }
    s00.intoArray(tile, 0);
    s01.intoArray(tile, L);
    s10.intoArray(tile, 2 * L);
    s11.intoArray(tile, 3 * L);
    s20.intoArray(tile, 4 * L);
    s21.intoArray(tile, 5 * L);
    s30.intoArray(tile, 6 * L);
    s31.intoArray(tile, 7 * L);
    s40.intoArray(tile, 8 * L);
    s41.intoArray(tile, 9 * L);
    s50.intoArray(tile, 10 * L);
    s51.intoArray(tile, 11 * L);
    s60.intoArray(tile, 12 * L);
    s61.intoArray(tile, 13 * L);
    s70.intoArray(tile, 14 * L);
    s71.intoArray(tile, 15 * L);
  }

  /// [Tile#columns].
  static void columns(float[] tile, float[] a, int ao, int length, float[] b, int bo) {
    FloatVector s00 = zero();
    FloatVector s01 = zero();
    FloatVector s10 = zero();
    FloatVector s11 = zero();
    FloatVector s20 = zero();
    FloatVector s21 = zero();
    FloatVector s30 = zero();
    FloatVector s31 = zero();
    FloatVector s40 = zero();
    FloatVector s41 = zero();
    FloatVector s50 = zero();
    FloatVector s51 = zero();
    FloatVector s60 = zero();
    FloatVector s61 = zero();
    FloatVector s70 = zero();
    FloatVector s71 = zero();
    for (int p = 0; p < length; p++) {
      FloatVector b0 = load(b, bo + p * PANEL);
      FloatVector b1 = load(b, bo + p * PANEL + L);
      FloatVector v = broadcast(a[ao + p * BLOCK]);
      s00 = v.fma(b0, s00);
      s01 = v.fma(b1, s01);
      v = broadcast(a[ao + p * BLOCK + 1]);
      s10 = v.fma(b0, s10);
      s11 = v.fma(b1, s11);
      v = broadcast(a[ao + p * BLOCK + 2]);
      s20 = v.fma(b0, s20);
      s21 = v.fma(b1, s21);
      v = broadcast(a[ao + p * BLOCK + 3]);
      s30 = v.fma(b0, s30);
      s31 = v.fma(b1, s31);
      v = broadcast(a[ao + p * BLOCK + 4]);
      s40 = v.fma(b0, s40);
      s41 = v.fma(b1, s41);
      v = broadcast(a[ao + p * BLOCK + 5]);
      s50 = v.fma(b0, s50);
      s51 = v.fma(b1, s51);
      v = broadcast(a[ao + p * BLOCK + 6]);
      s60 = v.fma(b0, s60);
      s61 = v.fma(b1, s61);
      v = broadcast(a[ao + p * BLOCK + 7]);
      s70 = v.fma(b0, s70);
      s71 = v.fma(b1, s71);
    }
    s00.intoArray(tile, 0);
    s01.intoArray(tile, L);
    s10.intoArray(tile, 2 * L);
    s11.intoArray(tile, 3 * L);
    s20.intoArray(tile, 4 * L);
    s21.intoArray(tile, 5 * L);
    s30.intoArray(tile, 6 * L);
    s31.intoArray(tile, 7 * L);
    s40.intoArray(tile, 8 * L);
    s41.intoArray(tile, 9 * L);
    s50.intoArray(tile, 10 * L);
    s51.intoArray(tile, 11 * L);
    s60.intoArray(tile, 12 * L);
    s61.intoArray(tile, 13 * L);
    s70.intoArray(tile, 14 * L);
    s71.intoArray(tile, 15 * L);
  }
}
