package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;

/// The register tile of 8 rows × 1 vector, for panels that one vector can hold. Two vectors of half
/// the width would be as fast, but their species must not exist beside the other: a call of a
/// method of FloatVector that has seen two classes of vectors is sometimes compiled for both, and
/// makes objects of them. See [GemmTile].
final class GemmTile8x1Kernels {
  private GemmTile8x1Kernels() {}

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
    int a4 = ao + at[first + 4];
    int a5 = ao + at[first + 5];
    int a6 = ao + at[first + 6];
    int a7 = ao + at[first + 7];
    FloatVector s0 = FloatVector.fromArray(F, init, io);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    for (int s = 0; s < segments; s++) {
      for (int p = 0; p < length; p++) {
        FloatVector w = FloatVector.fromArray(F, b, bo + p * L);
        FloatVector v = FloatVector.broadcast(F, a[a0 + p]);
        s0 = v.fma(w, s0);
        v = FloatVector.broadcast(F, a[a1 + p]);
        s1 = v.fma(w, s1);
        v = FloatVector.broadcast(F, a[a2 + p]);
        s2 = v.fma(w, s2);
        v = FloatVector.broadcast(F, a[a3 + p]);
        s3 = v.fma(w, s3);
        v = FloatVector.broadcast(F, a[a4 + p]);
        s4 = v.fma(w, s4);
        v = FloatVector.broadcast(F, a[a5 + p]);
        s5 = v.fma(w, s5);
        v = FloatVector.broadcast(F, a[a6 + p]);
        s6 = v.fma(w, s6);
        v = FloatVector.broadcast(F, a[a7 + p]);
        s7 = v.fma(w, s7);
      }
      a0 += segmentStride;
      a1 += segmentStride;
      a2 += segmentStride;
      a3 += segmentStride;
      a4 += segmentStride;
      a5 += segmentStride;
      a6 += segmentStride;
      a7 += segmentStride;
      bo += length * L;
    }
    s0.intoArray(c, co);
    s1.intoArray(c, co + ldc);
    s2.intoArray(c, co + 2 * ldc);
    s3.intoArray(c, co + 3 * ldc);
    s4.intoArray(c, co + 4 * ldc);
    s5.intoArray(c, co + 5 * ldc);
    s6.intoArray(c, co + 6 * ldc);
    s7.intoArray(c, co + 7 * ldc);
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
    for (int r = first; r < first + rows; r += 8) {
      int from = ao + r / L * length * L + r % L;
      FloatVector s0 = FloatVector.fromArray(F, init, io);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      FloatVector s4 = s0;
      FloatVector s5 = s0;
      FloatVector s6 = s0;
      FloatVector s7 = s0;
      for (int p = 0; p < length; p++) {
        FloatVector w = FloatVector.fromArray(F, b, bo + p * L);
        FloatVector v = FloatVector.broadcast(F, a[from + p * L]);
        s0 = v.fma(w, s0);
        v = FloatVector.broadcast(F, a[from + p * L + 1]);
        s1 = v.fma(w, s1);
        v = FloatVector.broadcast(F, a[from + p * L + 2]);
        s2 = v.fma(w, s2);
        v = FloatVector.broadcast(F, a[from + p * L + 3]);
        s3 = v.fma(w, s3);
        v = FloatVector.broadcast(F, a[from + p * L + 4]);
        s4 = v.fma(w, s4);
        v = FloatVector.broadcast(F, a[from + p * L + 5]);
        s5 = v.fma(w, s5);
        v = FloatVector.broadcast(F, a[from + p * L + 6]);
        s6 = v.fma(w, s6);
        v = FloatVector.broadcast(F, a[from + p * L + 7]);
        s7 = v.fma(w, s7);
      }
      s0.intoArray(c, to);
      s1.intoArray(c, to + ldc);
      s2.intoArray(c, to + 2 * ldc);
      s3.intoArray(c, to + 3 * ldc);
      s4.intoArray(c, to + 4 * ldc);
      s5.intoArray(c, to + 5 * ldc);
      s6.intoArray(c, to + 6 * ldc);
      s7.intoArray(c, to + 7 * ldc);
      to += 8 * ldc;
    }
  }
}
