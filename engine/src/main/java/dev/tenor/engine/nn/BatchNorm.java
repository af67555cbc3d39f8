package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Norms;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Batch norm over all axes but the last, x [.., features]: the batch's statistics in training, the
/// running ones otherwise; momentum 0.1 and eps 10⁻⁵ unless given. PyTorch's BatchNorm1d, 2d and
/// 3d.
public final class BatchNorm extends UnaryLayer {
  static final float MOMENTUM = 0.1f;
  public static final float EPS = 1e-5f;

  private final Parameter weight;
  private final Parameter bias;
  private final Parameter runningMean;
  private final Parameter runningVar;
  private final float momentum;
  private final float eps;

  public BatchNorm(int features) {
    this(features, MOMENTUM, EPS);
  }

  /// @param momentum how far the running statistics move towards a batch's; 1 minus that of Keras
  public BatchNorm(int features, float momentum, float eps) {
    Shape shape = Shape.of(features);
    weight = parameter("weight", shape, Init.constant(1));
    bias = parameter("bias", shape, Init.constant(0));
    runningMean = state("running_mean", shape, 0);
    runningVar = state("running_var", shape, 1);
    this.momentum = momentum;
    this.eps = eps;
  }

  Parameter weight() {
    return weight;
  }

  Parameter bias() {
    return bias;
  }

  Parameter runningMean() {
    return runningMean;
  }

  Parameter runningVar() {
    return runningVar;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Norms.batchNorm(
        pass,
        x,
        weight.tensor(),
        bias.tensor(),
        runningMean.tensor(),
        runningVar.tensor(),
        momentum,
        eps);
  }
}
