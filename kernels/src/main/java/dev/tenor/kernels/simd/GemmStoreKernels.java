package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.NR;
import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;

/// Stores sums of a tile that does not go to C as it is.
final class GemmStoreKernels {
  private GemmStoreKernels() {}

  /// c[r, j] = alpha·tile[r, j] + beta·c[r, j] for the valid rows and columns; with beta = 0, c is
  /// not read.
  static void store(
      float[] c, int co, int ldc, int rows, int cols, float[] tile, float alpha, float beta) {
    if (cols == NR && beta == 1) {
      addPanel(c, co, ldc, rows, tile, alpha);
      return;
    }
    for (int r = 0; r < rows; r++) {
      if (beta == 0) {
        scale(c, co + r * ldc, tile, r * NR, cols, alpha);
      } else {
        scaleAndAdd(c, co + r * ldc, tile, r * NR, cols, alpha, beta);
      }
    }
  }

  /// c[r, j] = alpha·tile[r, j] + c[r, j] for a whole panel.
  private static void addPanel(float[] c, int co, int ldc, int rows, float[] tile, float alpha) {
    int to = co;
    for (int r = 0; r < rows; r++) {
      FloatVector t0 = FloatVector.fromArray(F, tile, r * NR).mul(alpha);
      FloatVector t1 = FloatVector.fromArray(F, tile, r * NR + L).mul(alpha);
      t0.add(FloatVector.fromArray(F, c, to)).intoArray(c, to);
      t1.add(FloatVector.fromArray(F, c, to + L)).intoArray(c, to + L);
      to += ldc;
    }
  }

  private static void scale(float[] c, int co, float[] tile, int from, int n, float alpha) {
    int j = 0;
    for (; j <= n - L; j += L) {
      FloatVector.fromArray(F, tile, from + j).mul(alpha).intoArray(c, co + j);
    }
    for (; j < n; j++) {
      c[co + j] = tile[from + j] * alpha;
    }
  }

  private static void scaleAndAdd(
      float[] c, int co, float[] tile, int from, int n, float alpha, float beta) {
    int j = 0;
    for (; j <= n - L; j += L) {
      FloatVector sum = FloatVector.fromArray(F, tile, from + j).mul(alpha);
      FloatVector old = FloatVector.fromArray(F, c, co + j);
      old.fma(FloatVector.broadcast(F, beta), sum).intoArray(c, co + j);
    }
    for (; j < n; j++) {
      c[co + j] = Math.fma(c[co + j], beta, tile[from + j] * alpha);
    }
  }
}
