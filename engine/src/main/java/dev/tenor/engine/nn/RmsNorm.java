package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Norms;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// [Norms#rmsNorm] as a layer: x [.., features] of the same shape; eps 10⁻⁶ unless given, as in
/// Llama (PyTorch's RMSNorm has the smallest float that changes 1, 1.2·10⁻⁷).
public final class RmsNorm extends UnaryLayer {
  public static final float EPS = 1e-6f;

  private final Parameter weight;
  private final float eps;

  public RmsNorm(int features) {
    this(features, EPS);
  }

  public RmsNorm(int features, float eps) {
    weight = parameter("weight", Shape.of(features), Init.constant(1));
    this.eps = eps;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Norms.rmsNorm(pass, x, weight.tensor(), eps);
  }
}
