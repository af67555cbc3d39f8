package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Norms;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// [Norms#instanceNorm] as a layer: x [B,..,channels] of the same shape, PyTorch's InstanceNorm1d,
/// 2d and 3d. As there it has no parameters unless asked for, and eps 10⁻⁵.
public final class InstanceNorm extends UnaryLayer {
  public static final float EPS = 1e-5f;

  private final Parameter weight;
  private final Parameter bias;
  private final float eps;

  public InstanceNorm(int channels) {
    this(channels, false, EPS);
  }

  /// @param affine whether a trained weight and bias follow
  public InstanceNorm(int channels, boolean affine, float eps) {
    Shape shape = Shape.of(channels);
    Init one = Init.constant(1);
    Init zero = Init.constant(0);
    weight = affine ? parameter("weight", shape, one) : constant("weight", shape, one);
    bias = affine ? parameter("bias", shape, zero) : constant("bias", shape, zero);
    this.eps = eps;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Norms.instanceNorm(pass, x, weight.tensor(), bias.tensor(), eps);
  }
}
