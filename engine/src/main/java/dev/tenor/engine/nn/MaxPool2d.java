package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.ops.PoolSettings;
import dev.tenor.engine.tensor.Tensor;

/// [Images#maxPool2d] as a layer: x [B,H,W,C] → [B,H',W',C].
public final class MaxPool2d extends UnaryLayer {
  private final PoolSettings settings;

  /// Square windows side by side.
  public MaxPool2d(int kernelSize) {
    this(PoolSettings.of(kernelSize));
  }

  public MaxPool2d(PoolSettings settings) {
    this.settings = settings;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Images.maxPool2d(pass, x, settings);
  }
}
