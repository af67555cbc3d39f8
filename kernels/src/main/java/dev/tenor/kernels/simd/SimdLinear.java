package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.backend.Linear;
import dev.tenor.engine.backend.host.HostBuffer;

/// Fully connected layers: matrix products whose sums start with the bias.
final class SimdLinear implements Linear<HostBuffer> {
  private final WorkerPool pool;

  SimdLinear(WorkerPool pool) {
    this.pool = pool;
  }

  private static GemmGeometry product(int m, int n, int k) {
    return GemmGeometry.of(false, true, m, n, k);
  }

  @Override
  public void forward(
      HostBuffer y, HostBuffer x, HostBuffer w, HostBuffer bias, int m, int n, int k) {
    GemmTask.gemm(pool, product(m, n, k), y, x, w, bias, 1, 0);
  }

  @Override
  public int packedLength(int n, int k) {
    return Math.toIntExact(GemmPackingKernels.length(k, n));
  }

  @Override
  public void pack(HostBuffer packed, HostBuffer w, int n, int k) {
    GemmTask.pack(pool, product(1, n, k), packed, w);
  }

  @Override
  public void forwardPacked(
      HostBuffer y, HostBuffer x, HostBuffer packed, HostBuffer bias, int m, int n, int k) {
    GemmTask.packed(pool, product(m, n, k), y, x, packed, bias);
  }
}
