package dev.tenor.engine.backend;

/// Group norm, channels last (Wu and He 2018): the channels of x [batch, places, C] fall into
/// `groups` equal groups of neighbours, and each group of each image is normalised with the mean
/// and the biased variance of its values. A group for each channel is instance norm.
public interface GroupNorm<B extends Buffer> {
  /// y = x̂·gamma + beta with x̂ = (x − mean)·rstd and rstd = 1/√(var + eps); gamma and beta `[C]`.
  /// Writes `mean` and `rstd` [batch, groups].
  void forward(B y, B mean, B rstd, B x, B gamma, B beta, float eps, GroupGeometry g);

  /// dx = rstd·(d − mean(d) − x̂·mean(d·x̂)) with d = dy·gamma and means over the group; dgamma +=
  /// Σ dy·x̂, dbeta += Σ dy.
  void backward(B dx, B dgamma, B dbeta, B dy, B x, B mean, B rstd, B gamma, GroupGeometry g);
}
