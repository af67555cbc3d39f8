package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.Lanes.PLAIN;
import static dev.tenor.kernels.simd.Lanes.REGISTERS;

/// The register tile of every matrix product and convolution: MR × NR sums of k products. This
/// class chooses among `GemmTile…Kernels`, which hold the loops. Each sum starts at its element of
/// `init` and adds its products in the order of k with fused multiply-adds, whatever its place in a
/// tile; tiles at the edges compute MR rows as well (the last row repeated) and whole panels (zeros
/// beyond column n). So a row's result does not depend on the tile it falls into, and the register
/// loops have neither masks nor branches.
final class GemmTile {
  /// 8 rows need 19 registers, 4 need 11. They must divide the lanes, see [#columns]: so with 4
  /// lanes (NEON) the tile stays small although there are registers for a larger one.
  static final int MR = REGISTERS == 32 && L % 8 == 0 ? 8 : 4;

  /// The rows of the tile that [#rows] takes as long as there are enough, with 16 registers.
  private static final int TALL = 6;

  private static final float[] ZEROS = new float[2 * L];

  /// The width of a tile: two vectors.
  static final int NR = 2 * L;

  /// The rows of A that are packed together, if A is packed.
  static final int MC = 64;

  static {
    if (L % MR != 0 || MC % MR != 0) {
      throw new IllegalStateException(
          "simd: MR = "
              + MR
              + " must divide L = "
              + L
              + " and MC = "
              + MC
              + "; choose another number of rows");
    }
  }

  private GemmTile() {}

  /// The row length of a packed panel with `cols` valid columns.
  static int panelWidth(int cols) {
    return MR == 8 && cols <= L ? L : NR; // as there is a GemmTile8x1Kernels
  }

  /// How many of `rows` rows and `cols` columns are whole tiles, which can be stored as they are.
  /// Fours and sixes make every even number from four on.
  static int whole(int rows, int cols) {
    if (cols < panelWidth(cols)) {
      return 0;
    }
    return MR == 8 ? rows / MR * MR : rows < MR ? 0 : rows / 2 * 2;
  }

  /// How many rows [#rows] computes where `rows` are wanted.
  static int padded(int rows) {
    return MR == 8 ? roundUp(rows, MR) : Math.max(MR, roundUp(rows, 2));
  }

  /// Where tiles go that are not stored as they are: [MC, NR].
  static float[] accumulators(Scratch mine) {
    return mine.floats(Scratch.Use.TILE, MC * NR);
  }

  /// `c[r, j] = init[j] + Σ_p a_r[p]·b[p, j]` for `count` rows, as [#whole] or [#padded] give it,
  /// and all columns of a panel, where row r of A is read in place: `segments` runs of `length`
  /// floats, `segmentStride` apart, the first at `ao + at[first + r]`. A matrix has one segment; a
  /// convolution has one for each kernel row.
  ///
  /// @param cols how many columns of the panel are valid: chooses the kernel
  /// @param init where sums start, at `io`; or null: at 0
  /// @param at offsets of rows, of which `first … first + count` are read
  /// @param b a packed panel [segments·length, panelWidth] at `bo`
  static void rows(
      float[] c,
      int co,
      int ldc,
      int cols,
      float[] init,
      int io,
      float[] a,
      int ao,
      int[] at,
      int first,
      int count,
      int segments,
      int segmentStride,
      int length,
      float[] b,
      int bo) {
    if (PLAIN) {
      PlainKernels.rows(
          c,
          co,
          ldc,
          cols,
          init,
          io,
          a,
          ao,
          at,
          first,
          count,
          segments,
          segmentStride,
          length,
          b,
          bo);
      return;
    }
    int done = 0;
    if (MR == 4) {
      done = count - count % TALL * 4 % 12; // what remains are 0, 4 or 8 rows
      tall(c, co, ldc, init, io, a, ao, at, first, done, segments, segmentStride, length, b, bo);
    }
    float[] from = init == null ? ZEROS : init;
    int fo = init == null ? 0 : io;
    for (int r = done; r < count; r += MR) {
      int to = co + r * ldc;
      int row = first + r;
      if (panelWidth(cols) < NR) {
        GemmTile8x1Kernels.rows(
            c, to, ldc, from, fo, a, ao, at, row, segments, segmentStride, length, b, bo);
      } else if (MR == 8) {
        GemmTile8Kernels.rows(
            c, to, ldc, from, fo, a, ao, at, row, segments, segmentStride, length, b, bo);
      } else {
        GemmTile4Kernels.rows(
            c, to, ldc, from, fo, a, ao, at, row, segments, segmentStride, length, b, bo);
      }
    }
  }

  /// [#rows] by tiles of TALL rows, one segment after the other: between them the sums are in c.
  private static void tall(
      float[] c,
      int co,
      int ldc,
      float[] init,
      int io,
      float[] a,
      int ao,
      int[] at,
      int first,
      int count,
      int segments,
      int segmentStride,
      int length,
      float[] b,
      int bo) {
    int end = first + count;
    if (init == null) {
      GemmTile6Kernels.sums(c, co, ldc, a, ao, at, first, end, length, b, bo);
    } else {
      GemmTile6Kernels.rows(c, co, ldc, init, io, 0, a, ao, at, first, end, length, b, bo);
    }
    for (int s = 1; s < segments; s++) {
      int run = ao + s * segmentStride;
      int panel = bo + s * length * NR;
      GemmTile6Kernels.rows(c, co, ldc, c, co, ldc, a, run, at, first, end, length, b, panel);
    }
  }

  /// `c[r, j] = init[j] + Σ_p a_r[p]·b[p, j]` for `rows` rows of a packed A, a multiple of MR, from
  /// row `first` on. A starts at `ao` and lies in groups of L rows [length, L], where a tile's rows
  /// are neighbours because MR divides L; b is a packed panel [length, panelWidth] at `bo`. Sums
  /// start at `io` of `init`; or, where that is null, at 0.
  static void columns(
      float[] c,
      int co,
      int ldc,
      int cols,
      float[] init,
      int io,
      float[] a,
      int ao,
      int first,
      int rows,
      int length,
      float[] b,
      int bo) {
    if (PLAIN) {
      PlainKernels.columns(c, co, ldc, cols, init, io, a, ao, first, rows, length, b, bo);
      return;
    }
    float[] from = init == null ? ZEROS : init;
    int fo = init == null ? 0 : io;
    if (panelWidth(cols) < NR) {
      GemmTile8x1Kernels.columns(c, co, ldc, from, fo, a, ao, first, rows, length, b, bo);
    } else if (MR == 8) {
      GemmTile8Kernels.columns(c, co, ldc, from, fo, a, ao, first, rows, length, b, bo);
    } else {
      GemmTile4Kernels.columns(c, co, ldc, from, fo, a, ao, first, rows, length, b, bo);
    }
  }

  /// `c[j] = init[j] + Σ_p a[p]·b[p, j]` for the first `cols` columns of a panel: the sums of
  /// [#rows] bit for bit, without the unused rows.
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
    if (PLAIN) {
      PlainKernels.row(c, co, cols, init, io, a, ao, length, b, bo);
    } else {
      GemmTile1Kernels.row(c, co, cols, init, io, a, ao, length, b, bo);
    }
  }

  /// Fills `at` with the offsets of `rows` rows, `stride` apart, and repeats the last one MR times,
  /// for a tile that is not full.
  static void offsets(int[] at, int rows, int stride) {
    for (int r = 0; r < rows; r++) {
      at[r] = r * stride;
    }
    repeatLast(at, rows);
  }

  /// Repeats the last of `rows` offsets MR times.
  static void repeatLast(int[] at, int rows) {
    for (int r = rows; r < rows + MR; r++) {
      at[r] = at[rows - 1];
    }
  }

  static int roundUp(int n, int multiple) {
    return Math.ceilDiv(n, multiple) * multiple;
  }
}
