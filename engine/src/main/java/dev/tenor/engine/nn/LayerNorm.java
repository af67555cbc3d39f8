package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Norms;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Layer norm over the last axis, x [.., features]; eps 10⁻⁵.
public final class LayerNorm extends UnaryLayer {
  public static final float EPS = 1e-5f;

  private final Parameter weight;
  private final Parameter bias;

  public LayerNorm(int features) {
    weight = parameter("weight", Shape.of(features), Init.constant(1));
    bias = parameter("bias", Shape.of(features), Init.constant(0));
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Norms.layerNorm(pass, x, weight.tensor(), bias.tensor(), EPS);
  }
}
