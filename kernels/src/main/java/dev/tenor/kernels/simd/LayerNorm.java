package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.scalar.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// Layer norm over the rows of x [rows, cols]. Rows are cut into chunks of fixed size, whose shares
/// of the parameters' gradients are added in order.
final class LayerNorm {
  private static final int CHUNK_FLOATS = 1 << 13;

  private LayerNorm() {}

  private static int chunkRows(int cols) {
    return Math.max(1, CHUNK_FLOATS / Math.max(1, cols));
  }

  static void forward(
      WorkerPool pool,
      HostBuffer y,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer x,
      HostBuffer gamma,
      HostBuffer beta,
      float eps,
      int rows,
      int cols) {
    int chunkRows = chunkRows(cols);
    pool.run(
        Math.ceilDiv(rows, chunkRows),
        (long) rows * cols,
        (chunk, mine) -> {
          int end = Math.min(rows, (chunk + 1) * chunkRows);
          for (int r = chunk * chunkRows; r < end; r++) {
            int xo = x.offset() + r * cols;
            float center = Reduce.sum(x.array(), xo, cols, mine.lanes()) / cols;
            float variance = squares(x.array(), xo, center, cols, mine.lanes()) / cols;
            float scale = (float) (1 / Math.sqrt((double) variance + eps));
            mean.array()[mean.offset() + r] = center;
            rstd.array()[rstd.offset() + r] = scale;
            normalize(
                y.array(),
                y.offset() + r * cols,
                x.array(),
                xo,
                center,
                scale,
                gamma.array(),
                gamma.offset(),
                beta.array(),
                beta.offset(),
                cols);
          }
        });
  }

  /// Σ (x − mean)².
  private static float squares(float[] x, int xo, float mean, int n, float[] lanes) {
    FloatVector sum = FloatVector.zero(F);
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector d = FloatVector.fromArray(F, x, xo + i).sub(mean);
      sum = d.fma(d, sum);
    }
    float rest = 0;
    for (; i < n; i++) {
      rest = Math.fma(x[xo + i] - mean, x[xo + i] - mean, rest);
    }
    FloatVector.zero(F).add(sum).intoArray(lanes, 0);
    return Lanes.sum(lanes) + rest;
  }

  /// y = (x − mean)·rstd·gamma + beta.
  private static void normalize(
      float[] y,
      int yo,
      float[] x,
      int xo,
      float mean,
      float rstd,
      float[] gamma,
      int go,
      float[] beta,
      int bo,
      int n) {
    int c = 0;
    for (; c <= n - L; c += L) {
      FloatVector unit = FloatVector.fromArray(F, x, xo + c).sub(mean).mul(rstd);
      FloatVector shift = FloatVector.fromArray(F, beta, bo + c);
      unit.fma(FloatVector.fromArray(F, gamma, go + c), shift).intoArray(y, yo + c);
    }
    for (; c < n; c++) {
      y[yo + c] = Math.fma((x[xo + c] - mean) * rstd, gamma[go + c], beta[bo + c]);
    }
  }

  static void backward(
      WorkerPool pool,
      HostBuffer dx,
      HostBuffer dgamma,
      HostBuffer dbeta,
      HostBuffer dy,
      HostBuffer x,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer gamma,
      int rows,
      int cols) {
    int chunkRows = chunkRows(cols);
    int chunks = Math.ceilDiv(rows, chunkRows);
    float[] partial = pool.shared().floats(Use.PARTIAL, 2L * chunks * cols);
    pool.run(
        chunks,
        2L * rows * cols,
        (chunk, mine) -> {
          int end = Math.min(rows, (chunk + 1) * chunkRows);
          int sums = 2 * chunk * cols;
          Arrays.fill(partial, sums, sums + 2 * cols, 0f);
          for (int r = chunk * chunkRows; r < end; r++) {
            gradient(
                dx.array(),
                dx.offset() + r * cols,
                partial,
                sums,
                dy.array(),
                dy.offset() + r * cols,
                x.array(),
                x.offset() + r * cols,
                mean.array()[mean.offset() + r],
                rstd.array()[rstd.offset() + r],
                gamma.array(),
                gamma.offset(),
                cols,
                mine.floats(Use.ROWS, 2L * cols),
                mine.lanes());
          }
        });
    addInOrder(dgamma, partial, 0, chunks, cols);
    addInOrder(dbeta, partial, cols, chunks, cols);
  }

  /// One row of dx; adds dy·x̂ and dy to the 2·cols floats of `sums`. `row` is room for x̂ and
  /// dy·gamma.
  private static void gradient(
      float[] dx,
      int dxo,
      float[] sums,
      int so,
      float[] dy,
      int dyo,
      float[] x,
      int xo,
      float mean,
      float rstd,
      float[] gamma,
      int go,
      int n,
      float[] row,
      float[] lanes) {
    int c = 0;
    for (; c <= n - L; c += L) {
      FloatVector unit = FloatVector.fromArray(F, x, xo + c).sub(mean).mul(rstd);
      FloatVector d = FloatVector.fromArray(F, dy, dyo + c);
      unit.intoArray(row, c);
      d.mul(FloatVector.fromArray(F, gamma, go + c)).intoArray(row, n + c);
      unit.fma(d, FloatVector.fromArray(F, sums, so + c)).intoArray(sums, so + c);
      d.add(FloatVector.fromArray(F, sums, so + n + c)).intoArray(sums, so + n + c);
    }
    for (; c < n; c++) {
      float d = dy[dyo + c];
      row[c] = (x[xo + c] - mean) * rstd;
      row[n + c] = d * gamma[go + c];
      sums[so + c] = Math.fma(row[c], d, sums[so + c]);
      sums[so + n + c] += d;
    }
    float center = Reduce.sum(row, n, n, lanes) / n;
    float slope = -Reduce.dot(row, 0, row, n, n, lanes) / n;
    for (c = 0; c <= n - L; c += L) {
      FloatVector g = FloatVector.fromArray(F, row, n + c).sub(center);
      FloatVector unit = FloatVector.fromArray(F, row, c);
      g.add(unit.mul(slope)).mul(rstd).intoArray(dx, dxo + c);
    }
    for (; c < n; c++) {
      dx[dxo + c] = (row[n + c] - center + row[c] * slope) * rstd;
    }
  }

  private static void addInOrder(HostBuffer to, float[] partial, int from, int chunks, int cols) {
    for (int c = 0; c < cols; c++) {
      double sum = 0;
      for (int chunk = 0; chunk < chunks; chunk++) {
        sum += partial[2 * chunk * cols + from + c];
      }
      to.array()[to.offset() + c] += (float) sum;
    }
  }
}
