package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Tensor;

/// Normalisations. As all ops, see [Ops].
public final class Norms {
  private Norms() {}

  /// Batch norm over all axes but the last (Ioffe and Szegedy 2015): y = (x − mean)/√(var + eps) ·
  /// weight + bias for each channel of x [.., C]; the parameters are `[C]`. In a training pass mean
  /// and biased variance are the batch's, and `runningMean` and `runningVar` move towards them by
  /// `momentum` (the variance unbiased); otherwise they are the running ones.
  public static Tensor batchNorm(
      Pass pass,
      Tensor x,
      Tensor weight,
      Tensor bias,
      Tensor runningMean,
      Tensor runningVar,
      float momentum,
      float eps) {
    BatchNorm op = new BatchNorm(pass.training(), momentum, eps);
    return pass.apply(op, x, weight, bias, runningMean, runningVar);
  }

  /// Layer norm over the last axis (Ba, Kiros and Hinton 2016): each row of x [.., D] is normalised
  /// with its own mean and biased variance, y = x̂ · weight + bias with x̂ = (x − mean) / √(var +
  /// eps); weight and bias are `[D]`.
  public static Tensor layerNorm(Pass pass, Tensor x, Tensor weight, Tensor bias, float eps) {
    return pass.apply(new LayerNorm(eps), x, weight, bias);
  }
}
