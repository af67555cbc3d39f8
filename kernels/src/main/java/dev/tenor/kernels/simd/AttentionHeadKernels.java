package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;

/// What [AttentionHeads] does with the small matrices of one head. Matrices in scratch memory start
/// at element 0 and have rows of whole pairs of vectors.
final class AttentionHeadKernels {
  private AttentionHeadKernels() {}

  /// Copies `rows` rows of `n` floats, `ld` apart, to rows of `width`, padded with zeros.
  static void pad(float[] to, int width, float[] x, int at, int ld, int rows, int n) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(x, at + r * ld, to, r * width, n);
      for (int i = n; i < width; i++) {
        to[r * width + i] = 0;
      }
    }
  }

  /// The way back: `scale` times the first `n` floats of each row.
  static void unpad(
      float[] y, int at, int ld, float[] from, int width, int rows, int n, float scale) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < n; i++) {
        y[at + r * ld + i] = scale * from[r * width + i];
      }
    }
  }

  /// The first `n` columns of c [m, width] = a·b, where a's element (i, j) is `a[at + i·row +
  /// j·column]` and b is [k, width]; `n` is whole pairs of vectors.
  static void product(
      float[] c,
      int width,
      int n,
      float[] a,
      int at,
      int row,
      int column,
      int m,
      int k,
      float[] b) {
    for (int i = 0; i < m; i++) {
      for (int x = i * width; x < i * width + n; x += L) {
        FloatVector.zero(F).intoArray(c, x);
      }
    }
    add(c, width, n, a, at, row, column, m, k, b);
  }

  /// The first `n` columns of c [m, width] += a·b.
  static void add(
      float[] c,
      int width,
      int n,
      float[] a,
      int at,
      int row,
      int column,
      int m,
      int k,
      float[] b) {
    int whole = m & -4;
    for (int x = 0; x < n; x += 2 * L) {
      for (int i = 0; i < whole; i += 4) {
        add4(c, i * width + x, width, a, at + i * row, row, column, k, b, x);
      }
      for (int i = whole; i < m; i++) {
        add1(c, i * width + x, width, a, at + i * row, column, k, b, x);
      }
    }
  }

  private static void add4(
      float[] c,
      int to,
      int width,
      float[] a,
      int at,
      int row,
      int column,
      int k,
      float[] b,
      int x) {
    FloatVector s00 = FloatVector.fromArray(F, c, to);
    FloatVector s01 = FloatVector.fromArray(F, c, to + L);
    FloatVector s10 = FloatVector.fromArray(F, c, to + width);
    FloatVector s11 = FloatVector.fromArray(F, c, to + width + L);
    FloatVector s20 = FloatVector.fromArray(F, c, to + 2 * width);
    FloatVector s21 = FloatVector.fromArray(F, c, to + 2 * width + L);
    FloatVector s30 = FloatVector.fromArray(F, c, to + 3 * width);
    FloatVector s31 = FloatVector.fromArray(F, c, to + 3 * width + L);
    int from = at;
    for (int j = 0; j < k; j++) {
      FloatVector b0 = FloatVector.fromArray(F, b, j * width + x);
      FloatVector b1 = FloatVector.fromArray(F, b, j * width + x + L);
      FloatVector v = FloatVector.broadcast(F, a[from]);
      s00 = v.fma(b0, s00);
      s01 = v.fma(b1, s01);
      v = FloatVector.broadcast(F, a[from + row]);
      s10 = v.fma(b0, s10);
      s11 = v.fma(b1, s11);
      v = FloatVector.broadcast(F, a[from + 2 * row]);
      s20 = v.fma(b0, s20);
      s21 = v.fma(b1, s21);
      v = FloatVector.broadcast(F, a[from + 3 * row]);
      s30 = v.fma(b0, s30);
      s31 = v.fma(b1, s31);
      from += column;
    }
    s00.intoArray(c, to);
    s01.intoArray(c, to + L);
    s10.intoArray(c, to + width);
    s11.intoArray(c, to + width + L);
    s20.intoArray(c, to + 2 * width);
    s21.intoArray(c, to + 2 * width + L);
    s30.intoArray(c, to + 3 * width);
    s31.intoArray(c, to + 3 * width + L);
  }

  private static void add1(
      float[] c, int to, int width, float[] a, int at, int column, int k, float[] b, int x) {
    FloatVector s0 = FloatVector.fromArray(F, c, to);
    FloatVector s1 = FloatVector.fromArray(F, c, to + L);
    for (int j = 0; j < k; j++) {
      FloatVector v = FloatVector.broadcast(F, a[at + j * column]);
      s0 = v.fma(FloatVector.fromArray(F, b, j * width + x), s0);
      s1 = v.fma(FloatVector.fromArray(F, b, j * width + x + L), s1);
    }
    s0.intoArray(c, to);
    s1.intoArray(c, to + L);
  }
}
