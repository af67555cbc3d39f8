package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.tensor.Tensor;

/// [Images#avgPool1d] as a layer: x [B,T,C] → [B,T',C].
public final class AvgPool1d extends UnaryLayer {
  private final int kernelSize;
  private final int stride;
  private final int padding;

  /// Windows side by side.
  public AvgPool1d(int kernelSize) {
    this(kernelSize, kernelSize, 0);
  }

  public AvgPool1d(int kernelSize, int stride, int padding) {
    this.kernelSize = kernelSize;
    this.stride = stride;
    this.padding = padding;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Images.avgPool1d(pass, x, kernelSize, stride, padding);
  }
}
