package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.backend.Linear;

/// Fully connected layers: products whose sums start with the bias.
final class ClLinear implements Linear<ClBuffer> {
  private final ClResources cl;
  private final ClGemm gemm;

  ClLinear(ClResources cl, ClGemm gemm) {
    this.cl = cl;
    this.gemm = gemm;
  }

  @Override
  public void forward(ClBuffer y, ClBuffer x, ClBuffer w, ClBuffer bias, int m, int n, int k) {
    synchronized (cl) {
      gemm.gemm(GemmGeometry.of(false, true, m, n, k), y, x, w, bias, 1, 0);
    }
  }
}
