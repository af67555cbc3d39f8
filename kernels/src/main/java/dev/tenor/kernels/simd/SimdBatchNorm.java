package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.BatchNorm;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.function.IntUnaryOperator;

/// Batch norm over the columns of x [rows, cols]. Rows are cut into chunks of fixed size, whose
/// moments are merged in order, in double precision (Chan, Golub and LeVeque 1979).
final class SimdBatchNorm implements BatchNorm<HostBuffer> {
  private static final int CHUNK_FLOATS = 1 << 14;

  private final WorkerPool pool;

  SimdBatchNorm(WorkerPool pool) {
    this.pool = pool;
  }

  private static int chunkRows(int cols) {
    return Math.max(1, CHUNK_FLOATS / Math.max(1, cols));
  }

  @Override
  public void training(
      HostBuffer y,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer runningMean,
      HostBuffer runningVar,
      HostBuffer x,
      HostBuffer gamma,
      HostBuffer beta,
      float momentum,
      float eps,
      int rows,
      int cols) {
    statistics(mean, rstd, runningMean, runningVar, x, momentum, eps, rows, cols);
    normalize(y, x, mean, rstd, gamma, beta, rows, cols);
  }

  /// Writes each column's mean and rstd, and moves the running statistics.
  private void statistics(
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer runningMean,
      HostBuffer runningVar,
      HostBuffer x,
      float momentum,
      float eps,
      int rows,
      int cols) {
    int chunkRows = chunkRows(cols);
    int chunks = Math.ceilDiv(rows, chunkRows);
    float[] partial = pool.shared().floats(Use.PARTIAL, 2L * chunks * cols);
    pool.run(
        chunks,
        (long) rows * cols,
        (chunk, mine) -> {
          int count = Math.min(chunkRows, rows - chunk * chunkRows);
          int from = x.offset() + chunk * chunkRows * cols;
          NormColumnKernels.moments(partial, 2 * chunk * cols, x.array(), from, count, cols);
        });
    join(
        partial,
        chunks,
        chunk -> Math.min(chunkRows, rows - chunk * chunkRows),
        mean,
        rstd,
        runningMean,
        runningVar,
        momentum,
        eps,
        cols);
  }

  /// Joins the moments of chunks (see [NormColumnKernels#moments]), `count` rows each, to the
  /// statistics of all.
  static void join(
      float[] partial,
      int chunks,
      IntUnaryOperator count,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer runningMean,
      HostBuffer runningVar,
      float momentum,
      float eps,
      int cols) {
    for (int c = 0; c < cols; c++) {
      double center = 0;
      double squares = 0;
      double seen = 0;
      for (int chunk = 0; chunk < chunks; chunk++) { // Chan, Golub and LeVeque 1979
        int more = count.applyAsInt(chunk);
        double delta = partial[2 * chunk * cols + c] - center;
        squares += partial[(2 * chunk + 1) * cols + c];
        squares += delta * delta * seen * more / (seen + more);
        center += delta * more / (seen + more);
        seen += more;
      }
      double variance = squares / seen;
      mean.array()[mean.offset() + c] = (float) center;
      rstd.array()[rstd.offset() + c] = (float) (1 / Math.sqrt(variance + eps));
      move(runningMean, c, momentum, center);
      move(runningVar, c, momentum, squares / Math.max(1, seen - 1));
    }
  }

  private static void move(HostBuffer running, int c, float momentum, double value) {
    int at = running.offset() + c;
    double old = running.array()[at];
    running.array()[at] = (float) ((1 - momentum) * old + momentum * value);
  }

  @Override
  public void inference(
      HostBuffer y,
      HostBuffer rstd,
      HostBuffer x,
      HostBuffer runningMean,
      HostBuffer runningVar,
      HostBuffer gamma,
      HostBuffer beta,
      float eps,
      int rows,
      int cols) {
    for (int c = 0; c < cols; c++) {
      double variance = runningVar.array()[runningVar.offset() + c];
      rstd.array()[rstd.offset() + c] = (float) (1 / Math.sqrt(variance + eps));
    }
    normalize(y, x, runningMean, rstd, gamma, beta, rows, cols);
  }

  @Override
  public void normalize(
      HostBuffer y,
      HostBuffer x,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer gamma,
      HostBuffer beta,
      int rows,
      int cols) {
    float[] scale = pool.shared().floats(Use.STATE, cols);
    for (int c = 0; c < cols; c++) {
      scale[c] = rstd.array()[rstd.offset() + c] * gamma.array()[gamma.offset() + c];
    }
    int chunkRows = chunkRows(cols);
    pool.run(
        Math.ceilDiv(rows, chunkRows),
        (long) rows * cols,
        (chunk, mine) -> {
          int from = chunk * chunkRows * cols;
          NormColumnKernels.normalize(
              y.array(),
              y.offset() + from,
              x.array(),
              x.offset() + from,
              mean.array(),
              mean.offset(),
              scale,
              beta.array(),
              beta.offset(),
              Math.min(chunkRows, rows - chunk * chunkRows),
              cols);
        });
  }

  @Override
  public void backward(
      HostBuffer dx,
      HostBuffer dgamma,
      HostBuffer dbeta,
      HostBuffer dy,
      HostBuffer x,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer gamma,
      boolean batchStatistics,
      int rows,
      int cols) {
    int chunkRows = chunkRows(cols);
    int chunks = Math.ceilDiv(rows, chunkRows);
    float[] partial = pool.shared().floats(Use.PARTIAL, 2L * chunks * cols);
    pool.run(
        chunks,
        2L * rows * cols,
        (chunk, mine) -> {
          int from = chunk * chunkRows * cols;
          NormColumnKernels.gradientSums(
              partial,
              2 * chunk * cols,
              dy.array(),
              dy.offset() + from,
              x.array(),
              x.offset() + from,
              mean.array(),
              mean.offset(),
              Math.min(chunkRows, rows - chunk * chunkRows),
              cols);
        });
    float[] factors =
        factors(pool, partial, chunks, dgamma, dbeta, rstd, gamma, batchStatistics, rows, cols);
    if (dx == null) {
      return;
    }
    pool.run(
        chunks,
        2L * rows * cols,
        (chunk, mine) -> {
          int from = chunk * chunkRows * cols;
          NormColumnKernels.gradient(
              dx.array(),
              dx.offset() + from,
              dy.array(),
              dy.offset() + from,
              x.array(),
              x.offset() + from,
              mean.array(),
              mean.offset(),
              factors,
              Math.min(chunkRows, rows - chunk * chunkRows),
              cols);
        });
  }

  /// Joins the chunks' sums Σ dy and Σ dy·(x − mean), adds them to dgamma and dbeta, and returns
  /// the three factors of [NormColumnKernels#gradient], [3, cols].
  static float[] factors(
      WorkerPool pool,
      float[] partial,
      int chunks,
      HostBuffer dgamma,
      HostBuffer dbeta,
      HostBuffer rstd,
      HostBuffer gamma,
      boolean batchStatistics,
      int rows,
      int cols) {
    float[] factors = pool.shared().floats(Use.STATE, 3L * cols);
    for (int c = 0; c < cols; c++) {
      double sum = 0;
      double product = 0;
      for (int chunk = 0; chunk < chunks; chunk++) {
        sum += partial[2 * chunk * cols + c];
        product += partial[(2 * chunk + 1) * cols + c];
      }
      double scale = rstd.array()[rstd.offset() + c];
      dgamma.array()[dgamma.offset() + c] += (float) (product * scale);
      dbeta.array()[dbeta.offset() + c] += (float) sum;
      boolean means = batchStatistics && rows > 0;
      factors[c] = (float) (scale * gamma.array()[gamma.offset() + c]);
      factors[cols + c] = means ? (float) (sum / rows) : 0;
      factors[2 * cols + c] = means ? (float) (product * scale * scale / rows) : 0;
    }
    return factors;
  }
}
