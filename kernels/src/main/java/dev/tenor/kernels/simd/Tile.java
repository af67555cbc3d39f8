package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.Lanes.broadcast;
import static dev.tenor.kernels.simd.Lanes.load;

import jdk.incubator.vector.FloatVector;

/// The innermost part of every matrix product and convolution: ROWS × PANEL sums of k products,
/// held in registers. Each sum starts at 0 and adds its products in the order of k with fused
/// multiply-adds, whatever its place in a tile; tiles at the edges compute ROWS rows as well (the
/// last row repeated) and PANEL columns (zeros), and store the valid ones. So a row's result does
/// not depend on the tile it falls into.
///
/// The sums go to an array `tile` [ROWS, PANEL] and from there, by [#store], to their place: the
/// register loops have neither masks nor branches.
final class Tile {
  /// 16 lanes mean AVX-512 with its 32 registers; otherwise there may be 16 only.
  static final int ROWS = L == 16 ? 8 : 4;

  /// The width of a tile: two vectors.
  static final int PANEL = 2 * L;

  /// The row length of a packed block of a transposed matrix.
  static final int BLOCK = 64;

  private Tile() {}

  static float[] accumulators(Scratch mine) {
    return mine.floats(Scratch.Use.TILE, ROWS * PANEL);
  }

  /// tile[r] = Σ_p a_r[p]·b[p], where row r of A is read in place: `segments` runs of `length`
  /// floats, `segmentStride` apart, the first at `ao + at[first + r]`. A matrix has one segment; a
  /// convolution has one for each kernel row.
  ///
  /// @param at offsets of rows, of which `first … first + ROWS` are read
  /// @param b a packed panel [segments·length, PANEL] at `bo`
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
    if (ROWS == 8) {
      Tile8.rows(tile, a, ao, at, first, segments, segmentStride, length, b, bo);
    } else {
      Tile4.rows(tile, a, ao, at, first, segments, segmentStride, length, b, bo);
    }
  }

  /// tile[r] = Σ_p a[p, r]·b[p], where A is a packed block [length, BLOCK] whose columns `ao … ao +
  /// ROWS` are the rows of the tile, and b a packed panel [length, PANEL] at `bo`.
  static void columns(float[] tile, float[] a, int ao, int length, float[] b, int bo) {
    if (ROWS == 8) {
      Tile8.columns(tile, a, ao, length, b, bo);
    } else {
      Tile4.columns(tile, a, ao, length, b, bo);
    }
  }

  /// c[r, j] = alpha·tile[r, j] + bias[j] + beta·c[r, j] for the valid rows and columns. `bias` may
  /// be null; with beta = 0, c is not read.
  static void store(
      float[] c,
      int co,
      int ldc,
      int rows,
      int cols,
      float[] tile,
      float alpha,
      float beta,
      float[] bias,
      int biasAt) {
    for (int r = 0; r < rows; r++) {
      int j = 0;
      for (; j + L <= cols; j += L) {
        FloatVector v = load(tile, r * PANEL + j).mul(alpha);
        if (bias != null) {
          v = v.add(load(bias, biasAt + j));
        }
        if (beta != 0) {
          v = load(c, co + r * ldc + j).fma(broadcast(beta), v);
        }
        v.intoArray(c, co + r * ldc + j);
      }
      for (; j < cols; j++) {
        float v = tile[r * PANEL + j] * alpha;
        if (bias != null) {
          v += bias[biasAt + j];
        }
        int at = co + r * ldc + j;
        c[at] = beta == 0 ? v : Math.fma(c[at], beta, v);
      }
    }
  }

  /// Fills `at` with the offsets of `rows` rows, `stride` apart, and repeats the last one until the
  /// last tile is full.
  static void offsets(int[] at, int rows, int stride) {
    for (int r = 0; r < rows; r++) {
      at[r] = r * stride;
    }
    repeatLast(at, rows);
  }

  /// Repeats the last of `rows` offsets until the last tile is full.
  static void repeatLast(int[] at, int rows) {
    for (int r = rows; r < roundUp(rows, ROWS); r++) {
      at[r] = at[rows - 1];
    }
  }

  static int roundUp(int n, int multiple) {
    return Math.ceilDiv(n, multiple) * multiple;
  }
}
