package dev.tenor.engine.backend;

/// A 2-D pooling without padding: x [B, H, W, C] gives y [B, outH, outW, C]. Rows and columns that
/// fill no whole window are dropped (floor), as in PyTorch.
public record PoolGeometry(
    int batch,
    int height,
    int width,
    int channels,
    int kernelH,
    int kernelW,
    int strideH,
    int strideW) {

  public PoolGeometry {
    if (kernelH < 1 || kernelW < 1 || strideH < 1 || strideW < 1) {
      throw new IllegalArgumentException(
          "kernel "
              + kernelH
              + "x"
              + kernelW
              + " and stride "
              + strideH
              + "x"
              + strideW
              + " must be at least 1");
    }
    if (height < kernelH || width < kernelW) {
      throw new IllegalArgumentException(
          "kernel "
              + kernelH
              + "x"
              + kernelW
              + " is larger than the input "
              + height
              + "x"
              + width);
    }
  }

  public int outH() {
    return (height - kernelH) / strideH + 1;
  }

  public int outW() {
    return (width - kernelW) / strideW + 1;
  }
}
