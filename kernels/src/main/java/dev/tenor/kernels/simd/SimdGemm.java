package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Gemm;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.backend.host.HostBuffer;

/// Matrix products: [GemmTask].
final class SimdGemm implements Gemm<HostBuffer> {
  private final WorkerPool pool;

  SimdGemm(WorkerPool pool) {
    this.pool = pool;
  }

  @Override
  public void gemm(
      GemmGeometry g, HostBuffer c, HostBuffer a, HostBuffer b, float alpha, float beta) {
    GemmTask.gemm(pool, g, c, a, b, null, alpha, beta);
  }
}
