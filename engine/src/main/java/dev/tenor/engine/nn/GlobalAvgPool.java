package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.tensor.Tensor;

/// [Images#globalAvgPool] as a layer: x [B,..,C] → [B,C], the mean of each channel.
public final class GlobalAvgPool extends UnaryLayer {
  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Images.globalAvgPool(pass, x);
  }
}
