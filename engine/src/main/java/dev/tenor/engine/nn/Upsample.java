package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.tensor.Tensor;

/// Enlarges images by a whole factor: x [B,H,W,C] → [B,H·scale,W·scale,C]. To a size, or over time,
/// see [Images#upsampleNearest], [Images#upsampleBilinear] and [Images#upsampleLinear].
public final class Upsample extends UnaryLayer {
  private enum Mode {
    NEAREST,
    BILINEAR,
    BILINEAR_CORNERS
  }

  private final int scale;
  private final Mode mode;

  private Upsample(int scale, Mode mode) {
    if (scale < 1) {
      throw new IllegalArgumentException("upsample: scale " + scale + " is less than 1");
    }
    this.scale = scale;
    this.mode = mode;
  }

  /// Repeats every pixel.
  public static Upsample nearest(int scale) {
    return new Upsample(scale, Mode.NEAREST);
  }

  /// Interpolates between pixels.
  public static Upsample bilinear(int scale, boolean alignCorners) {
    return new Upsample(scale, alignCorners ? Mode.BILINEAR_CORNERS : Mode.BILINEAR);
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    int outH = x.shape().dim(1) * scale;
    int outW = x.shape().dim(-2) * scale;
    return mode == Mode.NEAREST
        ? Images.upsampleNearest(pass, x, outH, outW)
        : Images.upsampleBilinear(pass, x, outH, outW, mode == Mode.BILINEAR_CORNERS);
  }
}
