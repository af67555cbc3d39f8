package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.tensor.Tensor;

/// [Images#adaptiveMaxPool2d] as a layer: x [B,H,W,C] → [B,outH,outW,C].
public final class AdaptiveMaxPool2d extends UnaryLayer {
  private final int outH;
  private final int outW;

  public AdaptiveMaxPool2d(int outH, int outW) {
    this.outH = outH;
    this.outW = outW;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Images.adaptiveMaxPool2d(pass, x, outH, outW);
  }
}
