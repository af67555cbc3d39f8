package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// y = x·Wᵀ + b over the last axis: x [.., inFeatures] → [.., outFeatures].
public final class Linear extends UnaryLayer {
  private final Parameter weight;
  private final Parameter bias;

  /// With PyTorch's initial values: uniform with bound 1/√inFeatures.
  public Linear(int inFeatures, int outFeatures) {
    this(
        inFeatures,
        outFeatures,
        Init.kaimingUniform(inFeatures, Math.sqrt(5)),
        Init.uniform(1 / Math.sqrt(inFeatures)));
  }

  public Linear(int inFeatures, int outFeatures, Init weightInit, Init biasInit) {
    weight = parameter("weight", Shape.of(outFeatures, inFeatures), weightInit);
    bias = parameter("bias", Shape.of(outFeatures), biasInit);
  }

  /// Xavier-uniform weights and zero bias, as in the transformer layers.
  public static Linear xavier(int inFeatures, int outFeatures) {
    return new Linear(
        inFeatures, outFeatures, Init.xavierUniform(inFeatures, outFeatures), Init.constant(0));
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Ops.linear(pass, x, weight.tensor(), bias.tensor());
  }
}
