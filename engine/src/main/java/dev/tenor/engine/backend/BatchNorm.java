package dev.tenor.engine.backend;

/// Batch norm over the columns of x [rows, cols] (Ioffe and Szegedy 2015).
public interface BatchNorm<B extends Buffer> {
  /// Normalises every column c with the mean and the biased variance of its rows: y = (x −
  /// mean)·rstd·gamma + beta, rstd = 1/√(var + eps). Writes `mean` and `rstd` `[cols]`, and moves
  /// the running statistics by `momentum` (variance unbiased, as PyTorch).
  void training(
      B y,
      B mean,
      B rstd,
      B runningMean,
      B runningVar,
      B x,
      B gamma,
      B beta,
      float momentum,
      float eps,
      int rows,
      int cols);

  /// The same with the running statistics in place of the batch's; writes `rstd` `[cols]`.
  void inference(
      B y,
      B rstd,
      B x,
      B runningMean,
      B runningVar,
      B gamma,
      B beta,
      float eps,
      int rows,
      int cols);

  /// dgamma += Σ dy·x̂, dbeta += Σ dy, with x̂ = (x − mean)·rstd, and dx = gamma·rstd·(dy −
  /// mean(dy) − x̂·mean(dy·x̂)); without `batchStatistics` the two means, which come from the
  /// statistics' own gradients, are left out. `dx` may be null.
  void backward(
      B dx,
      B dgamma,
      B dbeta,
      B dy,
      B x,
      B mean,
      B rstd,
      B gamma,
      boolean batchStatistics,
      int rows,
      int cols);

  /// y = (x − mean)·rstd·gamma + beta with statistics that are at hand, column by column.
  void normalize(B y, B x, B mean, B rstd, B gamma, B beta, int rows, int cols);
}
