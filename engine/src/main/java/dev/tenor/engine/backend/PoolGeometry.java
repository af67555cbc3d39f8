package dev.tenor.engine.backend;

/// A 2-D pooling: x [B, H, W, C] gives y [B, outH, outW, C]. A maximum leaves places in the padding
/// out; means are over windows without padding. Rows and columns that fill no whole window are
/// dropped (floor), as in PyTorch.
public record PoolGeometry(
    int batch,
    int height,
    int width,
    int channels,
    int kernelH,
    int kernelW,
    int strideH,
    int strideW,
    int padH,
    int padW) {

  public PoolGeometry {
    if (kernelH < 1 || kernelW < 1 || strideH < 1 || strideW < 1) {
      throw new IllegalArgumentException(
          kernel(kernelH, kernelW)
              + " and stride "
              + strideH
              + "x"
              + strideW
              + " must be at least 1");
    }
    if (padH < 0 || padW < 0 || padH > kernelH / 2 || padW > kernelW / 2) {
      throw new IllegalArgumentException(
          "padding "
              + padH
              + "x"
              + padW
              + " must be between 0 and half of "
              + kernel(kernelH, kernelW)
              + ", so that no window lies in the padding alone");
    }
    if (height + 2 * padH < kernelH || width + 2 * padW < kernelW) {
      throw new IllegalArgumentException(
          kernel(kernelH, kernelW)
              + " is larger than the "
              + (padH + padW == 0 ? "" : "padded ")
              + "input "
              + (height + 2 * padH)
              + "x"
              + (width + 2 * padW));
    }
  }

  /// Without padding.
  public PoolGeometry(
      int batch,
      int height,
      int width,
      int channels,
      int kernelH,
      int kernelW,
      int strideH,
      int strideW) {
    this(batch, height, width, channels, kernelH, kernelW, strideH, strideW, 0, 0);
  }

  private static String kernel(int kernelH, int kernelW) {
    return "kernel " + kernelH + "x" + kernelW;
  }

  public int outH() {
    return (height + 2 * padH - kernelH) / strideH + 1;
  }

  public int outW() {
    return (width + 2 * padW - kernelW) / strideW + 1;
  }
}
