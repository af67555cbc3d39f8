package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.NR;
import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.host.HostBuffer;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// Copies matrices into the order in which [GemmTile] reads them.
///
/// B [k, n] becomes panels of NR columns: panel j is [k, NR], all its rows in sequence, with zeros
/// beyond column n. The last panel may be narrower, see [GemmTile#panelWidth].
final class GemmPackingKernels {
  private static final int LINES = 64;

  private GemmPackingKernels() {}

  static int panels(int n) {
    return Math.ceilDiv(n, NR);
  }

  /// The length of a packed matrix.
  static long length(int k, int n) {
    return (long) panels(n) * NR * k;
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
    int cols = Math.min(NR, n - column);
    int width = GemmTile.panelWidth(cols);
    if (transposed) {
      for (int p = 0; p < k; p += LINES) { // so many rows of the panel stay in the L1 cache
        int rows = Math.min(LINES, k - p);
        transpose(packed, to + p * width, width, b, bo + column * ldb + p, ldb, rows, cols);
      }
    } else if (cols == NR) {
      for (int p = 0; p < k; p++) {
        int from = bo + p * ldb + column;
        FloatVector.fromArray(F, b, from).intoArray(packed, to + p * NR);
        FloatVector.fromArray(F, b, from + L).intoArray(packed, to + p * NR + L);
      }
    } else {
      for (int p = 0; p < k; p++) {
        System.arraycopy(b, bo + p * ldb + column, packed, to + p * width, cols);
      }
    }
    if (cols < width) {
      for (int p = 0; p < k; p++) {
        Arrays.fill(packed, to + p * width + cols, to + (p + 1) * width, 0f);
      }
    }
  }

  /// packed[p, j] = b[j, p]. Four rows of B at a time: their elements are neighbours in the panel.
  static void transpose(
      float[] packed, int to, int width, float[] b, int bo, int ldb, int k, int cols) {
    int j = 0;
    for (; j + 4 <= cols; j += 4) {
      int b0 = bo + j * ldb;
      int b1 = b0 + ldb;
      int b2 = b1 + ldb;
      int b3 = b2 + ldb;
      for (int p = 0; p < k; p++) {
        int at = to + p * width + j;
        packed[at] = b[b0 + p];
        packed[at + 1] = b[b1 + p];
        packed[at + 2] = b[b2 + p];
        packed[at + 3] = b[b3 + p];
      }
    }
    for (; j < cols; j++) {
      for (int p = 0; p < k; p++) {
        packed[to + p * width + j] = b[bo + j * ldb + p];
      }
    }
  }

  /// What each sum of C starts with: `bias` `[n]` or zeros, as long as all panels, and then one
  /// more panel of zeros.
  static float[] initial(Scratch shared, HostBuffer bias, int n) {
    int length = (panels(n) + 1) * NR;
    float[] init = shared.floats(Scratch.Use.INITIAL, length);
    Arrays.fill(init, 0, length, 0f);
    if (bias != null) {
      System.arraycopy(bias.array(), bias.offset(), init, 0, n);
    }
    return init;
  }

  /// Packs up to MC columns of a transposed matrix A [k, m] (rows `lda` apart, the block's first
  /// column at `ao`) into groups of L columns [k, L]. What lies beyond `width` is undefined.
  static void block(float[] packed, float[] a, int ao, int lda, int k, int width) {
    for (int p = 0; p < k; p++) {
      run(packed, p * L, k * L, a, ao + p * lda, width);
    }
  }

  /// Copies `n` floats, and perhaps more, L at a time to places that are `next` apart.
  static void run(float[] packed, int to, int next, float[] x, int from, int n) {
    int vectors = Math.min(Math.ceilDiv(n, L), (x.length - from) / L);
    for (int v = 0; v < vectors; v++) {
      FloatVector.fromArray(F, x, from + v * L).intoArray(packed, to + v * next);
    }
    int rest = n - vectors * L; // at the very end of x
    if (rest > 0) {
      System.arraycopy(x, from + vectors * L, packed, to + vectors * next, rest);
    }
  }
}
