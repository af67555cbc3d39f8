package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.scalar.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import jdk.incubator.vector.FloatVector;

/// Sums. Long sums are cut into blocks of fixed size whose partial sums are added in order, in
/// double precision, so that they are exact enough and the same for any number of threads.
final class Reduce {
  private static final int BLOCK = 1 << 14;

  private Reduce() {}

  /// y[0] = Σ x².
  static void sumOfSquares(WorkerPool pool, HostBuffer y, HostBuffer x, int n) {
    int blocks = Math.ceilDiv(n, BLOCK);
    float[] partial = pool.shared().floats(Use.PARTIAL, blocks);
    pool.run(
        blocks,
        n,
        (i, mine) -> {
          int from = i * BLOCK;
          partial[i] =
              dot(
                  x.array(),
                  x.offset() + from,
                  x.array(),
                  x.offset() + from,
                  length(i, n),
                  mine.lanes());
        });
    double sum = 0;
    for (int i = 0; i < blocks; i++) {
      sum += partial[i];
    }
    y.array()[y.offset()] = (float) sum;
  }

  private static int length(int block, int n) {
    return Math.min(BLOCK, n - block * BLOCK);
  }

  /// Σ `a[i]·b[i]`. `lanes` is room for L floats.
  static float dot(float[] a, int ao, float[] b, int bo, int n, float[] lanes) {
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = FloatVector.zero(F);
    FloatVector s2 = FloatVector.zero(F);
    FloatVector s3 = FloatVector.zero(F);
    int i = 0;
    for (; i <= n - 4 * L; i += 4 * L) {
      s0 = FloatVector.fromArray(F, a, ao + i).fma(FloatVector.fromArray(F, b, bo + i), s0);
      s1 = FloatVector.fromArray(F, a, ao + i + L).fma(FloatVector.fromArray(F, b, bo + i + L), s1);
      s2 =
          FloatVector.fromArray(F, a, ao + i + 2 * L)
              .fma(FloatVector.fromArray(F, b, bo + i + 2 * L), s2);
      s3 =
          FloatVector.fromArray(F, a, ao + i + 3 * L)
              .fma(FloatVector.fromArray(F, b, bo + i + 3 * L), s3);
    }
    for (; i <= n - L; i += L) {
      s0 = FloatVector.fromArray(F, a, ao + i).fma(FloatVector.fromArray(F, b, bo + i), s0);
    }
    float rest = 0;
    for (; i < n; i++) {
      rest = Math.fma(a[ao + i], b[bo + i], rest);
    }
    FloatVector one = FloatVector.broadcast(F, 1f);
    one.fma(s0, one.fma(s1, one.fma(s2, s3))).intoArray(lanes, 0);
    return Lanes.sum(lanes) + rest;
  }

  /// Σ `x[i]`. `lanes` is room for L floats.
  static float sum(float[] x, int xo, int n, float[] lanes) {
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = FloatVector.zero(F);
    FloatVector s2 = FloatVector.zero(F);
    FloatVector s3 = FloatVector.zero(F);
    int i = 0;
    for (; i <= n - 4 * L; i += 4 * L) {
      s0 = FloatVector.fromArray(F, x, xo + i).add(s0);
      s1 = FloatVector.fromArray(F, x, xo + i + L).add(s1);
      s2 = FloatVector.fromArray(F, x, xo + i + 2 * L).add(s2);
      s3 = FloatVector.fromArray(F, x, xo + i + 3 * L).add(s3);
    }
    for (; i <= n - L; i += L) {
      s0 = FloatVector.fromArray(F, x, xo + i).add(s0);
    }
    float rest = 0;
    for (; i < n; i++) {
      rest += x[xo + i];
    }
    FloatVector one = FloatVector.broadcast(F, 1f);
    one.fma(s0, one.fma(s1, one.fma(s2, s3))).intoArray(lanes, 0);
    return Lanes.sum(lanes) + rest;
  }

  /// `to[c]` = Σ over `rows` rows of `x[r, c]`, for cols columns.
  static void columns(float[] to, int at, float[] x, int xo, int rows, int cols) {
    int c = 0;
    for (; c <= cols - L; c += L) {
      columnSums(to, at + c, x, xo + c, rows, cols);
    }
    for (; c < cols; c++) {
      float sum = 0;
      for (int r = 0; r < rows; r++) {
        sum += x[xo + r * cols + c];
      }
      to[at + c] = sum;
    }
  }

  /// The sums of L columns over rows that are `cols` apart.
  private static void columnSums(float[] to, int at, float[] x, int xo, int rows, int cols) {
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = FloatVector.zero(F);
    FloatVector s2 = FloatVector.zero(F);
    FloatVector s3 = FloatVector.zero(F);
    int r = 0;
    for (; r <= rows - 4; r += 4) {
      int row = xo + r * cols;
      s0 = FloatVector.fromArray(F, x, row).add(s0);
      s1 = FloatVector.fromArray(F, x, row + cols).add(s1);
      s2 = FloatVector.fromArray(F, x, row + 2 * cols).add(s2);
      s3 = FloatVector.fromArray(F, x, row + 3 * cols).add(s3);
    }
    for (; r < rows; r++) {
      s0 = FloatVector.fromArray(F, x, xo + r * cols).add(s0);
    }
    FloatVector one = FloatVector.broadcast(F, 1f);
    one.fma(s0, one.fma(s1, one.fma(s2, s3))).intoArray(to, at);
  }

  /// y[o, i] = scale · Σ_j x[o, j, i] (+ y[o, i]).
  static void sumAxis(
      WorkerPool pool,
      HostBuffer y,
      HostBuffer x,
      int outer,
      int axis,
      int inner,
      float scale,
      boolean accumulate) {
    if (outer == 0 || inner == 0) {
      return;
    }
    int blockRows = Math.max(1, BLOCK / inner);
    int blocks = Math.ceilDiv(axis, blockRows);
    float[] partial = pool.shared().floats(Use.PARTIAL, (long) outer * blocks * inner);
    pool.run(
        outer * blocks,
        (long) outer * axis * inner,
        (chunk, mine) -> {
          int from = chunk % blocks * blockRows;
          int rows = Math.min(blockRows, axis - from);
          int at = x.offset() + (chunk / blocks * axis + from) * inner;
          if (inner == 1) {
            partial[chunk] = sum(x.array(), at, rows, mine.lanes());
          } else {
            columns(partial, chunk * inner, x.array(), at, rows, inner);
          }
        });
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        double sum = 0;
        for (int block = 0; block < blocks; block++) {
          sum += partial[(o * blocks + block) * inner + i];
        }
        int at = y.offset() + o * inner + i;
        y.array()[at] = (float) (sum * scale + (accumulate ? y.array()[at] : 0));
      }
    }
  }

  /// y[o, j, i] = scale · x[o, i].
  static void expandAxis(
      WorkerPool pool, HostBuffer y, HostBuffer x, int outer, int axis, int inner, float scale) {
    pool.run(
        outer,
        (long) outer * axis * inner,
        (o, mine) -> {
          float[] to = y.array();
          float[] from = x.array();
          int xAt = x.offset() + o * inner;
          int yAt = y.offset() + o * axis * inner;
          for (int j = 0; j < axis; j++) {
            for (int i = 0; i < inner; i++) {
              to[yAt + j * inner + i] = scale * from[xAt + i];
            }
          }
        });
  }

  /// `y[i]` += Σ over groups of `partial[group, i]`, in the order of the groups. The first group's
  /// sums are overwritten.
  static void addPartials(WorkerPool pool, float[] y, int yo, float[] partial, int groups, int n) {
    pool.run(
        Math.ceilDiv(n, BLOCK),
        (long) groups * n,
        (chunk, mine) -> {
          int from = chunk * BLOCK;
          int to = from + length(chunk, n);
          for (int group = 1; group < groups; group++) {
            for (int i = from; i < to; i++) {
              partial[i] += partial[group * n + i];
            }
          }
          for (int i = from; i < to; i++) {
            y[yo + i] += partial[i];
          }
        });
  }
}
