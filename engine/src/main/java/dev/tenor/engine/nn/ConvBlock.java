package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.ConvBlock.Parameters;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Tensor;

/// Convolution 3×3 (same padding) → batch norm → ELU → average pooling → dropout: x
/// [B,H,W,inChannels] → [B,H/pool,W/pool,outChannels]. Parameters `conv.*` and `norm.*`.
public final class ConvBlock extends UnaryLayer {
  private static final int KERNEL = 3;

  private final Conv2d conv;
  private final BatchNorm norm;
  private final int pool;
  private final float dropout;

  /// @param pool the side of the pooling window; 1 pools nothing
  public ConvBlock(int inChannels, int outChannels, int pool, double dropout) {
    this.conv = child("conv", new Conv2d(inChannels, outChannels, KERNEL, 1, KERNEL / 2));
    this.norm = child("norm", new BatchNorm(outChannels));
    this.pool = pool;
    this.dropout = (float) dropout;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    if (pass.recording() && !pass.training()) { // gradients through running statistics
      Tensor y = Ops.elu(pass, norm.apply(pass, conv.apply(pass, x)));
      return pool == 1 ? y : Images.avgPool2d(pass, y, pool, pool);
    }
    Parameters parameters =
        new Parameters(
            conv.weight().tensor(),
            conv.bias().tensor(),
            norm.weight().tensor(),
            norm.bias().tensor(),
            norm.runningMean().tensor(),
            norm.runningVar().tensor());
    return Images.convBlock(
        pass, x, parameters, 1, KERNEL / 2, pool, dropout, BatchNorm.MOMENTUM, BatchNorm.EPS);
  }
}
