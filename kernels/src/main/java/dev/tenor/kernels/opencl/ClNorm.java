package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Buffer;

/// Batch norm and layer norm: `norm.cl`.
final class ClNorm {
  private static final String FAMILY = "norm";
  private final ClResources cl;
  private final ClReduce reduce;

  ClNorm(ClResources cl, ClReduce reduce) {
    this.cl = cl;
    this.reduce = reduce;
  }

  /// The statistics of x [rows, cols] and their running means; see
  /// [dev.tenor.engine.backend.Normalization#batchNormTraining].
  void statistics(
      Buffer mean,
      Buffer rstd,
      Buffer runningMean,
      Buffer runningVar,
      Buffer x,
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
  void inverseDeviation(Buffer rstd, Buffer var, float eps, int n) {
    cl.kernel(FAMILY, "inverse_deviation").array(rstd).array(var).number(eps).number(n).launch(n);
  }

  void normalizeColumns(
      Buffer y, Buffer x, Buffer mean, Buffer rstd, Buffer gamma, Buffer beta, int rows, int cols) {
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

  void batchBackward(
      Buffer dx,
      Buffer dgamma,
      Buffer dbeta,
      Buffer dy,
      Buffer x,
      Buffer mean,
      Buffer rstd,
      Buffer gamma,
      boolean batchStatistics,
      int rows,
      int cols) {
    Buffer sums = products(dgamma, dbeta, dy, x, mean, rstd, false, rows, cols);
    if (dx != null) {
      batchInputGradient(dx, dy, x, mean, rstd, gamma, sums, batchStatistics, rows, cols);
    }
  }

  /// Adds Σ dy·x̂ and Σ dy over the rows to dgamma and dbeta, and returns both sums, [2, cols].
  private Buffer products(
      Buffer dgamma,
      Buffer dbeta,
      Buffer dy,
      Buffer x,
      Buffer mean,
      Buffer rstd,
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
  Buffer gradients(Buffer dgamma, Buffer dbeta, Buffer partial, int chunks, int cols) {
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
      Buffer dx,
      Buffer dy,
      Buffer x,
      Buffer mean,
      Buffer rstd,
      Buffer gamma,
      Buffer sums,
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

  void layer(
      Buffer y,
      Buffer mean,
      Buffer rstd,
      Buffer x,
      Buffer gamma,
      Buffer beta,
      float eps,
      int rows,
      int cols) {
    cl.kernel(FAMILY, "layer_norm")
        .array(y)
        .array(mean)
        .array(rstd)
        .array(x)
        .array(gamma)
        .array(beta)
        .number(eps)
        .number(rows)
        .number(cols)
        .launch(rows);
  }

  void layerBackward(
      Buffer dx,
      Buffer dgamma,
      Buffer dbeta,
      Buffer dy,
      Buffer x,
      Buffer mean,
      Buffer rstd,
      Buffer gamma,
      int rows,
      int cols) {
    products(dgamma, dbeta, dy, x, mean, rstd, true, rows, cols);
    cl.kernel(FAMILY, "layer_norm_gradient")
        .array(dx)
        .array(dy)
        .array(x)
        .array(mean)
        .array(rstd)
        .array(gamma)
        .number(rows)
        .number(cols)
        .launch(rows);
  }
}
