package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Tile.BLOCK;
import static dev.tenor.kernels.simd.Tile.PANEL;

import java.util.Arrays;

/// Copies matrices into the order in which [Tile] reads them.
///
/// B [k, n] becomes panels of PANEL columns: panel j is [k, PANEL], all its rows in sequence, with
/// zeros beyond column n.
final class Packing {
  private Packing() {}

  static int panels(int n) {
    return Math.ceilDiv(n, PANEL);
  }

  /// The length of a packed matrix.
  static long length(int k, int n) {
    return (long) panels(n) * PANEL * k;
  }

  /// Packs the `k` rows of one panel.
  ///
  /// @param to where the panel's first row goes
  /// @param b [k, n] or, if `transposed`, [n, k]; rows are `ldb` apart
  /// @param column the panel's first column
  static void panel(
      float[] packed,
      int to,
      float[] b,
      int bo,
      int ldb,
      boolean transposed,
      int k,
      int column,
      int n) {
    int width = Math.min(PANEL, n - column);
    if (transposed) {
      transposedPanel(packed, to, b, bo + column * ldb, ldb, k, width);
    } else {
      for (int p = 0; p < k; p++) {
        System.arraycopy(b, bo + p * ldb + column, packed, to + p * PANEL, width);
      }
    }
    if (width < PANEL) {
      for (int p = 0; p < k; p++) {
        Arrays.fill(packed, to + p * PANEL + width, to + (p + 1) * PANEL, 0f);
      }
    }
  }

  /// Four rows of B at a time: their elements are neighbours in the panel.
  private static void transposedPanel(
      float[] packed, int to, float[] b, int bo, int ldb, int k, int width) {
    int j = 0;
    for (; j + 4 <= width; j += 4) {
      int b0 = bo + j * ldb;
      int b1 = b0 + ldb;
      int b2 = b1 + ldb;
      int b3 = b2 + ldb;
      for (int p = 0; p < k; p++) {
        int at = to + p * PANEL + j;
        packed[at] = b[b0 + p];
        packed[at + 1] = b[b1 + p];
        packed[at + 2] = b[b2 + p];
        packed[at + 3] = b[b3 + p];
      }
    }
    for (; j < width; j++) {
      for (int p = 0; p < k; p++) {
        packed[to + p * PANEL + j] = b[bo + j * ldb + p];
      }
    }
  }

  /// Packs up to BLOCK columns of a transposed matrix A [k, m] (rows `lda` apart, the block's first
  /// column at `ao`) into rows of BLOCK. What lies beyond `width` keeps its old contents.
  static void block(float[] packed, float[] a, int ao, int lda, int k, int width) {
    for (int p = 0; p < k; p++) {
      System.arraycopy(a, ao + p * lda, packed, p * BLOCK, width);
    }
  }
}
