package dev.tenor.engine.backend;

/// Layer norm over the rows of x [rows, cols] (Ba, Kiros and Hinton 2016).
public interface LayerNorm<B extends Buffer> {
  /// Normalises every row: y = (x − mean)·rstd·gamma + beta. Writes `mean` and `rstd` `[rows]`.
  void forward(B y, B mean, B rstd, B x, B gamma, B beta, float eps, int rows, int cols);

  /// dx = rstd·(g − mean(g) − x̂·mean(g·x̂)) with g = dy·gamma; dgamma += Σ dy·x̂, dbeta += Σ dy.
  void backward(B dx, B dgamma, B dbeta, B dy, B x, B mean, B rstd, B gamma, int rows, int cols);
}
