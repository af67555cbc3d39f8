package dev.tenor.engine.backend;

/// A 2-D convolution: x [B, H, W, Cin] with w [kh, kw, Cin, Cout] gives y [B, outH, outW, Cout].
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
    int padW) {

  public ConvGeometry {
    if (strideH < 1 || strideW < 1 || padH < 0 || padW < 0 || kernelH < 1 || kernelW < 1) {
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
              + " — kernel and stride must be at least 1, padding at least 0");
    }
    if (height + 2 * padH < kernelH || width + 2 * padW < kernelW) {
      throw new IllegalArgumentException(
          "kernel "
              + kernelH
              + "x"
              + kernelW
              + " is larger than the padded input "
              + (height + 2 * padH)
              + "x"
              + (width + 2 * padW));
    }
  }

  /// The same convolution of another number of images.
  public ConvGeometry withBatch(int batch) {
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
        padW);
  }

  public int outH() {
    return (height + 2 * padH - kernelH) / strideH + 1;
  }

  public int outW() {
    return (width + 2 * padW - kernelW) / strideW + 1;
  }
}
