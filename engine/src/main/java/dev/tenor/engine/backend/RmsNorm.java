package dev.tenor.engine.backend;

/// Root-mean-square norm over the rows of x [rows, cols] (Zhang and Sennrich 2019).
public interface RmsNorm<B extends Buffer> {
  /// y = x·rstd·gamma with rstd = 1/√(mean(x²) + eps) of the row. Writes `rstd` `[rows]`.
  void forward(B y, B rstd, B x, B gamma, float eps, int rows, int cols);

  /// dx = rstd·(d − x̂·mean(d·x̂)) with d = dy·gamma and x̂ = x·rstd; dgamma += Σ dy·x̂.
  void backward(B dx, B dgamma, B dy, B x, B rstd, B gamma, int rows, int cols);
}
