package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Reductions;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// Sums. Long sums are cut into blocks of fixed size whose partial sums are added in order, in
/// double precision, so that they are exact enough and the same for any number of threads.
final class SimdReductions implements Reductions<HostBuffer> {
  private static final int CHUNK = 1 << 14;

  private final WorkerPool pool;

  SimdReductions(WorkerPool pool) {
    this.pool = pool;
  }

  /// y[0] = Σ x².
  @Override
  public void sumOfSquares(HostBuffer y, HostBuffer x, int n) {
    int blocks = Math.ceilDiv(n, CHUNK);
    float[] partial = pool.shared().floats(Use.PARTIAL, blocks);
    pool.run(
        blocks,
        n,
        (i, mine) -> {
          int from = i * CHUNK;
          partial[i] =
              ReduceKernels.dot(
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
    return Math.min(CHUNK, n - block * CHUNK);
  }

  /// y[o, i] = scale · Σ_j x[o, j, i] (+ y[o, i]).
  @Override
  public void sumAxis(
      HostBuffer y, HostBuffer x, int outer, int axis, int inner, float scale, boolean accumulate) {
    if (outer == 0 || inner == 0) {
      return;
    }
    if (axis == 1) {
      scaleOrAdd(y, x, outer * inner, scale, accumulate);
      return;
    }
    int blockRows = Math.max(1, CHUNK / inner);
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
            partial[chunk] = ReduceKernels.sum(x.array(), at, rows, mine.lanes());
          } else {
            ReduceKernels.columns(partial, chunk * inner, x.array(), at, rows, inner);
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

  /// y = scale · x (+ y), the sum of one summand.
  private void scaleOrAdd(HostBuffer y, HostBuffer x, int n, float scale, boolean accumulate) {
    pool.run(
        Math.ceilDiv(n, CHUNK),
        n,
        (chunk, mine) -> {
          int yo = y.offset() + chunk * CHUNK;
          int xo = x.offset() + chunk * CHUNK;
          if (accumulate) {
            SumKernels.addScaled(y.array(), yo, x.array(), xo, scale, length(chunk, n));
          } else {
            SumKernels.scale(y.array(), yo, x.array(), xo, scale, length(chunk, n));
          }
        });
  }

  /// y[o, j, i] = scale · x[o, i].
  @Override
  public void broadcastAxis(
      HostBuffer y, HostBuffer x, int outer, int axis, int inner, float scale) {
    if (inner == 1) {
      fillRows(y, x, outer, axis, scale);
      return;
    }
    pool.run(
        outer,
        (long) outer * axis * inner,
        (o, mine) -> {
          int from = x.offset() + o * inner;
          int to = y.offset() + o * axis * inner;
          for (int j = 0; j < axis; j++) {
            SumKernels.scale(y.array(), to + j * inner, x.array(), from, scale, inner);
          }
        });
  }

  /// y[o, j] = scale · `x[o]`, in chunks of all elements.
  private void fillRows(HostBuffer y, HostBuffer x, int rows, int cols, float scale) {
    int n = rows * cols;
    pool.run(
        Math.ceilDiv(n, CHUNK),
        n,
        (chunk, mine) -> {
          int end = chunk * CHUNK + length(chunk, n);
          for (int at = chunk * CHUNK; at < end; ) {
            int row = at / cols;
            int next = Math.min(end, (row + 1) * cols);
            float value = scale * x.get(row);
            Arrays.fill(y.array(), y.offset() + at, y.offset() + next, value);
            at = next;
          }
        });
  }

  @Override
  public void extreme(
      HostBuffer y,
      HostBuffer place,
      HostBuffer x,
      boolean largest,
      int outer,
      int axis,
      int inner) {
    int each = Math.max(1, CHUNK / Math.max(1, axis * inner));
    pool.run(
        Math.ceilDiv(outer, each),
        (long) outer * axis * inner,
        (chunk, mine) -> {
          int end = Math.min(outer, (chunk + 1) * each);
          for (int o = chunk * each; o < end; o++) {
            ExtremeKernels.columns(
                y.array(),
                y.offset() + o * inner,
                place.array(),
                place.offset() + o * inner,
                x.array(),
                x.offset() + o * axis * inner,
                axis,
                inner,
                largest ? 1 : -1);
          }
        });
  }

  @Override
  public void cumulativeSum(
      HostBuffer y, HostBuffer x, int outer, int axis, int inner, boolean reverse) {
    pool.run(
        outer,
        (long) outer * axis * inner,
        (o, mine) -> {
          double[] sums = mine.doubles(inner);
          Arrays.fill(sums, 0, inner, 0);
          for (int k = 0; k < axis; k++) {
            int row = (o * axis + (reverse ? axis - 1 - k : k)) * inner;
            int from = x.offset() + row;
            int to = y.offset() + row;
            for (int i = 0; i < inner; i++) {
              sums[i] += x.array()[from + i];
              y.array()[to + i] = (float) sums[i];
            }
          }
        });
  }

  /// `y[i]` += Σ over groups of `partial[group, i]`, in the order of the groups. The first group's
  /// sums are overwritten.
  static void addPartials(WorkerPool pool, float[] y, int yo, float[] partial, int groups, int n) {
    pool.run(
        Math.ceilDiv(n, CHUNK),
        (long) groups * n,
        (chunk, mine) -> {
          int from = chunk * CHUNK;
          int length = length(chunk, n);
          for (int group = 1; group < groups; group++) {
            SumKernels.add(partial, from, partial, from, partial, group * n + from, length);
          }
          SumKernels.add(y, yo + from, y, yo + from, partial, from, length);
        });
  }
}
