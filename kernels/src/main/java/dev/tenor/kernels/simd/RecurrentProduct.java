package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.MR;
import static dev.tenor.kernels.simd.GemmTile.NR;

import dev.tenor.engine.backend.host.HostBuffer;

/// The product of up to MR rows [k] with a matrix of recurrent weights [k, n], which is packed once
/// for all steps.
final class RecurrentProduct {
  private final int k;
  private final int n;
  private final float[] packed;
  private final int from;
  private final float[] initial;
  private final int zeros;

  /// @param packed where the weights go, from `from` on
  /// @param w [k, n] or, if `transposed`, [n, k], from element `at` on
  /// @param initial what the sums start with, see [GemmPackingKernels#initial]
  /// @param zeros where NR zeros lie there, or −1: then the sums start with its first elements
  RecurrentProduct(
      int k,
      int n,
      float[] packed,
      int from,
      HostBuffer w,
      int at,
      boolean transposed,
      float[] initial,
      int zeros) {
    this.k = k;
    this.n = n;
    this.packed = packed;
    this.from = from;
    this.initial = initial;
    this.zeros = zeros;
    for (int column = 0; column < n; column += NR) {
      GemmPackingKernels.panel(
          packed,
          from + column * k,
          w.array(),
          w.offset() + at,
          transposed ? k : n,
          transposed,
          k,
          column,
          n);
    }
  }

  /// One matrix of weights, without a bias.
  static RecurrentProduct of(WorkerPool pool, HostBuffer w, boolean transposed, int k, int n) {
    float[] packed = pool.shared().floats(Scratch.Use.PACKED, GemmPackingKernels.length(k, n));
    float[] initial = GemmPackingKernels.initial(pool.shared(), null, 0);
    return new RecurrentProduct(k, n, packed, 0, w, 0, transposed, initial, 0);
  }

  /// c = a·W + beta·c for `rows` rows, which are `ldc` and `lda` apart.
  void run(
      float[] c, int co, int ldc, int rows, float[] a, int ao, int lda, float beta, Scratch mine) {
    float[] tile = GemmTile.accumulators(mine);
    int[] at = mine.ints(2 * MR);
    GemmTile.offsets(at, rows, lda);
    for (int column = 0; column < n; column += NR) {
      int cols = Math.min(NR, n - column);
      int panel = from + column * k;
      int init = zeros < 0 ? column : zeros;
      if (rows == 1) {
        GemmTile.row(tile, 0, cols, initial, init, a, ao, k, packed, panel);
      } else {
        GemmTile.rows(tile, 0, NR, cols, initial, init, a, ao, at, 0, MR, 1, 0, k, packed, panel);
      }
      GemmStoreKernels.store(c, co + column, ldc, rows, cols, tile, 1, beta);
    }
  }
}
