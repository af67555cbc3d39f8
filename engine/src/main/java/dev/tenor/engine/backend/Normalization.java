package dev.tenor.engine.backend;

/// Batch norm over the columns and layer norm over the rows of x [rows, cols].
public interface Normalization {
  /// Normalises every column c with the mean and the biased variance of its rows: y = (x −
  /// mean)·rstd·gamma + beta, rstd = 1/√(var + eps). Writes `mean` and `rstd` `[cols]`, and moves
  /// the running statistics by `momentum` (variance unbiased, as PyTorch).
  void batchNormTraining(
      Buffer y,
      Buffer mean,
      Buffer rstd,
      Buffer runningMean,
      Buffer runningVar,
      Buffer x,
      Buffer gamma,
      Buffer beta,
      float momentum,
      float eps,
      int rows,
      int cols);

  /// The same with the running statistics in place of the batch's; writes `rstd` `[cols]`.
  void batchNormInference(
      Buffer y,
      Buffer rstd,
      Buffer x,
      Buffer runningMean,
      Buffer runningVar,
      Buffer gamma,
      Buffer beta,
      float eps,
      int rows,
      int cols);

  /// dgamma += Σ dy·x̂, dbeta += Σ dy, with x̂ = (x − mean)·rstd, and dx = gamma·rstd·(dy −
  /// mean(dy) − x̂·mean(dy·x̂)); without `batchStatistics` the two means, which come from the
  /// statistics' own gradients, are left out. `dx` may be null.
  void batchNormBackward(
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
      int cols);

  /// Normalises every row: y = (x − mean)·rstd·gamma + beta. Writes `mean` and `rstd` `[rows]`.
  void layerNorm(
      Buffer y,
      Buffer mean,
      Buffer rstd,
      Buffer x,
      Buffer gamma,
      Buffer beta,
      float eps,
      int rows,
      int cols);

  /// dx = rstd·(g − mean(g) − x̂·mean(g·x̂)) with g = dy·gamma; dgamma += Σ dy·x̂, dbeta += Σ dy.
  void layerNormBackward(
      Buffer dx,
      Buffer dgamma,
      Buffer dbeta,
      Buffer dy,
      Buffer x,
      Buffer mean,
      Buffer rstd,
      Buffer gamma,
      int rows,
      int cols);
}
