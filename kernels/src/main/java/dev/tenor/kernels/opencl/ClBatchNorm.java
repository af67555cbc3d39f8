package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.BatchNorm;

/// Batch norm: `norm.cl`.
final class ClBatchNorm implements BatchNorm<ClBuffer> {
  private static final String FAMILY = "norm";
  private final ClResources cl;
  private final ClReductions reduce;

  ClBatchNorm(ClResources cl, ClReductions reduce) {
    this.cl = cl;
    this.reduce = reduce;
  }

  @Override
  public void training(
      ClBuffer y,
      ClBuffer mean,
      ClBuffer rstd,
      ClBuffer runningMean,
      ClBuffer runningVar,
      ClBuffer x,
      ClBuffer gamma,
      ClBuffer beta,
      float momentum,
      float eps,
      int rows,
      int cols) {
    synchronized (cl) {
      statistics(mean, rstd, runningMean, runningVar, x, momentum, eps, rows, cols);
      normalize(y, x, mean, rstd, gamma, beta, rows, cols);
    }
  }

  @Override
  public void inference(
      ClBuffer y,
      ClBuffer rstd,
      ClBuffer x,
      ClBuffer runningMean,
      ClBuffer runningVar,
      ClBuffer gamma,
      ClBuffer beta,
      float eps,
      int rows,
      int cols) {
    synchronized (cl) {
      inverseDeviation(rstd, runningVar, eps, cols);
      normalize(y, x, runningMean, rstd, gamma, beta, rows, cols);
    }
  }

  /// The statistics of x [rows, cols] and their running means; see
  /// [dev.tenor.engine.backend.BatchNorm#training].
  void statistics(
      ClBuffer mean,
      ClBuffer rstd,
      ClBuffer runningMean,
      ClBuffer runningVar,
      ClBuffer x,
      float momentum,
      float eps,
      int rows,
      int cols) {
    int count = cl.chunk(rows);
    int chunks = Math.ceilDiv(rows, count);
    ClBuffer partial = cl.scratch(ClScratch.Use.PARTIAL, 2L * chunks * cols);
    cl.kernel(FAMILY, "column_moments")
        .array(partial)
        .array(x)
        .number(chunks)
        .number(count)
        .number(rows)
        .number(cols)
        .launchLong(cl.rowVectors(chunks, cols));
    for (int level = 0; chunks > ClResources.MOST_CHUNKS; level++) {
      int fewer = Math.ceilDiv(chunks, ClResources.MOST_CHUNKS);
      ClBuffer next = cl.scratch(ClScratch.Use.level(level), 2L * fewer * cols);
      cl.kernel(FAMILY, "combine_moments")
          .array(next)
          .array(partial)
          .number(chunks)
          .number(ClResources.MOST_CHUNKS)
          .number(count)
          .number(rows)
          .number(cols)
          .launchLong((long) fewer * cols);
      partial = next;
      chunks = fewer;
      count *= ClResources.MOST_CHUNKS;
    }
    cl.kernel(FAMILY, "batch_statistics")
        .array(mean)
        .array(rstd)
        .array(runningMean)
        .array(runningVar)
        .array(partial)
        .number(chunks)
        .number(count)
        .number(momentum)
        .number(eps)
        .number(rows)
        .number(cols)
        .launch(cols);
  }

  /// rstd = 1/√(var + eps) of n variances.
  void inverseDeviation(ClBuffer rstd, ClBuffer var, float eps, int n) {
    cl.kernel(FAMILY, "inverse_deviation").array(rstd).array(var).number(eps).number(n).launch(n);
  }

  @Override
  public void normalize(
      ClBuffer y,
      ClBuffer x,
      ClBuffer mean,
      ClBuffer rstd,
      ClBuffer gamma,
      ClBuffer beta,
      int rows,
      int cols) {
    synchronized (cl) {
      cl.kernel(FAMILY, "normalize_columns")
          .array(y)
          .array(x)
          .array(mean)
          .array(rstd)
          .array(gamma)
          .array(beta)
          .number(rows)
          .number(cols)
          .launch(cl.rowVectors(rows, cols));
    }
  }

  @Override
  public void backward(
      ClBuffer dx,
      ClBuffer dgamma,
      ClBuffer dbeta,
      ClBuffer dy,
      ClBuffer x,
      ClBuffer mean,
      ClBuffer rstd,
      ClBuffer gamma,
      boolean batchStatistics,
      int rows,
      int cols) {
    synchronized (cl) {
      ClBuffer sums = products(dgamma, dbeta, dy, x, mean, rstd, false, rows, cols);
      if (dx != null) {
        batchInputGradient(dx, dy, x, mean, rstd, gamma, sums, batchStatistics, rows, cols);
      }
    }
  }

  /// Adds Σ dy·x̂ and Σ dy over the rows to dgamma and dbeta, and returns both sums, [2, cols].
  ClBuffer products(
      ClBuffer dgamma,
      ClBuffer dbeta,
      ClBuffer dy,
      ClBuffer x,
      ClBuffer mean,
      ClBuffer rstd,
      boolean byRow,
      int rows,
      int cols) {
    int count = cl.chunk(rows);
    int chunks = Math.ceilDiv(rows, count);
    ClBuffer partial = cl.scratch(ClScratch.Use.PARTIAL, 2L * chunks * cols);
    cl.kernel(FAMILY, "column_products")
        .array(partial)
        .array(dy)
        .array(x)
        .array(mean)
        .array(rstd)
        .number(byRow ? 1 : 0)
        .number(chunks)
        .number(count)
        .number(rows)
        .number(cols)
        .launchLong(cl.rowVectors(chunks, cols));
    return gradients(dgamma, dbeta, partial, chunks, cols);
  }

  /// The same from the sums of chunks, `partial` [chunks, 2, cols].
  ClBuffer gradients(ClBuffer dgamma, ClBuffer dbeta, ClBuffer partial, int chunks, int cols) {
    ClBuffer sums = cl.scratch(ClScratch.Use.COLUMNS, 2L * cols);
    reduce.combine(sums, partial, chunks, 2 * cols, 1, false);
    cl.kernel(FAMILY, "column_gradients")
        .array(dgamma)
        .array(dbeta)
        .array(sums)
        .number(cols)
        .launch(cols);
    return sums;
  }

  /// `dx` may be `dy` or `x`; `sums` as [#gradients] returns them.
  void batchInputGradient(
      ClBuffer dx,
      ClBuffer dy,
      ClBuffer x,
      ClBuffer mean,
      ClBuffer rstd,
      ClBuffer gamma,
      ClBuffer sums,
      boolean batchStatistics,
      int rows,
      int cols) {
    cl.kernel(FAMILY, "batch_norm_gradient")
        .array(dx)
        .array(dy)
        .array(x)
        .array(mean)
        .array(rstd)
        .array(gamma)
        .array(sums)
        .number(batchStatistics ? 1 : 0)
        .number(rows)
        .number(cols)
        .launch(cl.rowVectors(rows, cols));
  }
}
