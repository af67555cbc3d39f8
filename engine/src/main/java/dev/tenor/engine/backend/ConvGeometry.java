package dev.tenor.engine.backend;

/// A 2-D convolution: x [B, H, W, Cin] with w [kh, kw, Cin, Cout] gives y [B, outH, outW, Cout].
/// Taps of the kernel are `dilation` pixels apart.
public record ConvGeometry(
    int batch,
    int height,
    int width,
    int inChannels,
    int outChannels,
    int kernelH,
    int kernelW,
    int strideH,
    int strideW,
    int padH,
    int padW,
    int dilationH,
    int dilationW) {

  public ConvGeometry {
    boolean dilated = dilationH != 1 || dilationW != 1;
    if (strideH < 1
        || strideW < 1
        || padH < 0
        || padW < 0
        || kernelH < 1
        || kernelW < 1
        || dilationH < 1
        || dilationW < 1) {
      throw new IllegalArgumentException(
          "kernel "
              + kernelH
              + "x"
              + kernelW
              + ", stride "
              + strideH
              + "x"
              + strideW
              + ", padding "
              + padH
              + "x"
              + padW
              + (dilated ? ", dilation " + dilationH + "x" + dilationW : "")
              + " — kernel, stride and dilation must be at least 1, padding at least 0");
    }
    int spanH = (kernelH - 1) * dilationH + 1;
    int spanW = (kernelW - 1) * dilationW + 1;
    if (height + 2 * padH < spanH || width + 2 * padW < spanW) {
      throw new IllegalArgumentException(
          "kernel "
              + kernelH
              + "x"
              + kernelW
              + (dilated ? ", which dilation " + dilationH + "x" + dilationW + " makes " : "")
              + (dilated ? spanH + "x" + spanW + "," : "")
              + " is larger than the padded input "
              + (height + 2 * padH)
              + "x"
              + (width + 2 * padW));
    }
  }

  /// Without dilation.
  public ConvGeometry(
      int batch,
      int height,
      int width,
      int inChannels,
      int outChannels,
      int kernelH,
      int kernelW,
      int strideH,
      int strideW,
      int padH,
      int padW) {
    this(
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
        1,
        1);
  }

  /// The same convolution of another number of images.
  public ConvGeometry withBatch(int batch) {
    return with(batch, inChannels, outChannels);
  }

  /// The same windows over other channels.
  public ConvGeometry withChannels(int inChannels, int outChannels) {
    return with(batch, inChannels, outChannels);
  }

  private ConvGeometry with(int batch, int inChannels, int outChannels) {
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

  public boolean isDilated() {
    return dilationH > 1 || dilationW > 1;
  }

  public int taps() {
    return kernelH * kernelW;
  }

  /// The pixels from the first tap to the last, downwards.
  public int spanH() {
    return (kernelH - 1) * dilationH + 1;
  }

  /// The pixels from the first tap to the last, across.
  public int spanW() {
    return (kernelW - 1) * dilationW + 1;
  }

  public int outH() {
    return (height + 2 * padH - spanH()) / strideH + 1;
  }

  public int outW() {
    return (width + 2 * padW - spanW()) / strideW + 1;
  }

  /// The pixels of all inputs.
  public int inPixels() {
    return batch * height * width;
  }

  /// The pixels of all outputs.
  public int outPixels() {
    return batch * outH() * outW();
  }
}
