package dev.tenor.engine.ops;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.tensor.Shape;

/// How a convolution's kernel moves: `ConvSettings.of(2, 1).dilation(2).groups(4)`, with PyTorch's
/// words. Over time (1-D) the height is left alone and the width counts.
///
/// @param groups into how many groups the channels fall, each with weights of its own; as many as
///   input channels make the convolution depthwise
public record ConvSettings(
    int strideH, int strideW, int padH, int padW, int dilationH, int dilationW, int groups) {

  public ConvSettings {
    if (groups < 1) {
      throw new IllegalArgumentException("convolution: groups " + groups + " is less than 1");
    }
  }

  /// Stride 1, no padding.
  public static ConvSettings of() {
    return of(1, 0);
  }

  /// The same in both directions.
  public static ConvSettings of(int stride, int padding) {
    return new ConvSettings(stride, stride, padding, padding, 1, 1, 1);
  }

  public ConvSettings stride(int stride) {
    return stride(stride, stride);
  }

  public ConvSettings stride(int strideH, int strideW) {
    return new ConvSettings(strideH, strideW, padH, padW, dilationH, dilationW, groups);
  }

  public ConvSettings padding(int padding) {
    return padding(padding, padding);
  }

  public ConvSettings padding(int padH, int padW) {
    return new ConvSettings(strideH, strideW, padH, padW, dilationH, dilationW, groups);
  }

  public ConvSettings dilation(int dilation) {
    return dilation(dilation, dilation);
  }

  public ConvSettings dilation(int dilationH, int dilationW) {
    return new ConvSettings(strideH, strideW, padH, padW, dilationH, dilationW, groups);
  }

  public ConvSettings groups(int groups) {
    return new ConvSettings(strideH, strideW, padH, padW, dilationH, dilationW, groups);
  }

  /// The padding with which a kernel at stride 1 keeps the size of an image: dilation·(kernel −
  /// 1)/2. Call it after `dilation`.
  ///
  /// @throws IllegalArgumentException if that is no whole number (an even kernel)
  public ConvSettings samePadding(int kernelH, int kernelW) {
    int totalH = dilationH * (kernelH - 1);
    int totalW = dilationW * (kernelW - 1);
    if (totalH % 2 != 0 || totalW % 2 != 0) {
      throw new IllegalArgumentException(
          "convolution: no padding that is equal on both sides keeps the size with kernel "
              + kernelH
              + "x"
              + kernelW
              + "; take an odd kernel");
    }
    return padding(totalH / 2, totalW / 2);
  }

  /// The convolution of an image [B,H,W,Cin], or of steps in time [B,T,Cin], which are images of
  /// height 1, with a weight [kh,kw,Cin/groups,Cout] or [k,Cin/groups,Cout].
  ConvGeometry geometry(Shape x, Shape w) {
    int last = w.dim(-1);
    return x.rank() == 4
        ? geometry(x.dim(0), x.dim(1), x.dim(2), x.dim(3), last, w.dim(0), w.dim(1))
        : overTime().geometry(x.dim(0), 1, x.dim(1), x.dim(2), last, 1, w.dim(0));
  }

  ConvGeometry geometry(
      int batch, int height, int width, int inChannels, int outChannels, int kernelH, int kernelW) {
    return new ConvGeometry(
        batch,
        height,
        width,
        inChannels,
        outChannels,
        kernelH,
        kernelW,
        strideH,
        strideW,
        padH,
        padW,
        dilationH,
        dilationW);
  }

  /// With nothing that moves along the height.
  ConvSettings overTime() {
    return new ConvSettings(1, strideW, 0, padW, 1, dilationW, groups);
  }
}
