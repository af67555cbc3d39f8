package dev.tenor.engine.ops;

import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.tensor.Shape;

/// The windows of a pooling: `PoolSettings.of(3).stride(2).padding(1)`. Without a stride the
/// windows lie side by side. Over time (1-D) the height is 1 and the width counts.
///
/// @param countIncludePad whether an average counts padding as zeros, PyTorch's default, or leaves
///   it out; a maximum always leaves it out
public record PoolSettings(
    int kernelH,
    int kernelW,
    int strideH,
    int strideW,
    int padH,
    int padW,
    boolean countIncludePad) {

  /// Square windows side by side.
  public static PoolSettings of(int kernelSize) {
    return of(kernelSize, kernelSize);
  }

  /// Windows side by side.
  public static PoolSettings of(int kernelH, int kernelW) {
    return new PoolSettings(kernelH, kernelW, kernelH, kernelW, 0, 0, true);
  }

  /// Windows over time, `stride` apart.
  public static PoolSettings overTime(int kernelSize, int stride, int padding) {
    return of(1, kernelSize).stride(1, stride).padding(0, padding);
  }

  public PoolSettings stride(int stride) {
    return stride(stride, stride);
  }

  public PoolSettings stride(int strideH, int strideW) {
    return new PoolSettings(kernelH, kernelW, strideH, strideW, padH, padW, countIncludePad);
  }

  public PoolSettings padding(int padding) {
    return padding(padding, padding);
  }

  public PoolSettings padding(int padH, int padW) {
    return new PoolSettings(kernelH, kernelW, strideH, strideW, padH, padW, countIncludePad);
  }

  /// Averages over the places inside the image only.
  public PoolSettings withoutPadInCount() {
    return new PoolSettings(kernelH, kernelW, strideH, strideW, padH, padW, false);
  }

  boolean isPadded() {
    return padH > 0 || padW > 0;
  }

  /// The pooling of an image [B,H,W,C], or of steps in time [B,T,C], which are images of height 1.
  PoolGeometry geometry(Shape x) {
    int height = x.rank() == 4 ? x.dim(1) : 1;
    return new PoolGeometry(
        x.dim(0), height, x.dim(-2), x.dim(-1), kernelH, kernelW, strideH, strideW, padH, padW);
  }

  /// The shape of the result, with an axis for the height if `x` has one.
  Shape pooled(Shape x) {
    PoolGeometry g = geometry(x);
    return x.rank() == 4
        ? Shape.of(g.batch(), g.outH(), g.outW(), g.channels())
        : Shape.of(g.batch(), g.outW(), g.channels());
  }
}
