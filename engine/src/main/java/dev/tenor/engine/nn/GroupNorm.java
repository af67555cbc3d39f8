package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Norms;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// [Norms#groupNorm] as a layer: x [B,..,channels] of the same shape; eps 10⁻⁵ unless given.
public final class GroupNorm extends UnaryLayer {
  public static final float EPS = 1e-5f;

  private final Parameter weight;
  private final Parameter bias;
  private final int groups;
  private final float eps;

  public GroupNorm(int groups, int channels) {
    this(groups, channels, EPS);
  }

  /// @throws IllegalArgumentException if the channels do not fall into `groups` equal groups
  public GroupNorm(int groups, int channels, float eps) {
    if (groups < 1 || channels % groups != 0) {
      throw new IllegalArgumentException(
          "group_norm: " + channels + " channels do not fall into " + groups + " equal groups");
    }
    weight = parameter("weight", Shape.of(channels), Init.constant(1));
    bias = parameter("bias", Shape.of(channels), Init.constant(0));
    this.groups = groups;
    this.eps = eps;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Norms.groupNorm(pass, x, groups, weight.tensor(), bias.tensor(), eps);
  }
}
