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

  /// Group norm (Wu and He 2018): the channels of x [B,..,C] fall into `groups` groups of
  /// neighbours, and each group of each example is normalised with the mean and the biased variance
  /// of its values at all places; y = x̂ · weight + bias with x̂ = (x − mean) / √(var + eps);
  /// weight and bias are `[C]`.
  public static Tensor groupNorm(
      Pass pass, Tensor x, int groups, Tensor weight, Tensor bias, float eps) {
    if (groups < 1) {
      throw new IllegalArgumentException("group_norm: groups " + groups + " is less than 1");
    }
    return pass.apply(new GroupNorm("group_norm", groups, eps), x, weight, bias);
  }

  /// Instance norm (Ulyanov, Vedaldi and Lempitsky 2016): group norm with a group for each channel
  /// of x [B,..,C]. In training or not, the statistics are the example's own.
  public static Tensor instanceNorm(Pass pass, Tensor x, Tensor weight, Tensor bias, float eps) {
    return pass.apply(new GroupNorm("instance_norm", 0, eps), x, weight, bias);
  }

  /// Root-mean-square norm over the last axis (Zhang and Sennrich 2019): y = x / √(mean(x²) + eps)
  /// · weight for each row of x [.., D]; the weight is `[D]`.
  public static Tensor rmsNorm(Pass pass, Tensor x, Tensor weight, float eps) {
    return pass.apply(new RmsNorm(eps), x, weight);
  }

  /// x / max(‖x‖₂, eps) along `axis` (from the end if negative): vectors of length 1. PyTorch's eps
  /// is 10⁻¹². Squares must not overflow: |x| < 10¹⁹.
  public static Tensor normalize(Pass pass, Tensor x, int axis, float eps) {
    return pass.apply(new Normalize(axis, eps), x);
  }
}
