package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Norms;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Layer norm over the last axis, x [.., features]; eps 10⁻⁵ unless given.
public final class LayerNorm extends UnaryLayer {
  public static final float EPS = 1e-5f;

  private final Parameter weight;
  private final Parameter bias;
  private final float eps;

  public LayerNorm(int features) {
    this(features, EPS);
  }

  public LayerNorm(int features, float eps) {
    this.eps = eps;
    weight = parameter("weight", Shape.of(features), Init.constant(1));
    bias = parameter("bias", Shape.of(features), Init.constant(0));
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Norms.layerNorm(pass, x, weight.tensor(), bias.tensor(), eps);
  }
}
