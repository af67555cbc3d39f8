package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.AdamStep;
import dev.tenor.engine.backend.Optimization;
import dev.tenor.engine.backend.RmsPropStep;
import dev.tenor.engine.backend.SgdStep;
import dev.tenor.engine.backend.host.HostBuffer;

/// Parameter updates, cut into chunks.
final class SimdOptimization implements Optimization<HostBuffer> {
  private final WorkerPool pool;

  SimdOptimization(WorkerPool pool) {
    this.pool = pool;
  }

  @Override
  public void adam(
      HostBuffer values, HostBuffer grads, HostBuffer m, HostBuffer v, AdamStep step, int n) {
    pool.run(
        SimdElementwise.chunks(n),
        4L * n,
        (chunk, mine) -> {
          int from = chunk * SimdElementwise.CHUNK;
          AdamKernels.step(
              values.array(),
              values.offset() + from,
              grads.array(),
              grads.offset() + from,
              m.array(),
              m.offset() + from,
              v.array(),
              v.offset() + from,
              step,
              SimdElementwise.length(chunk, n),
              mine);
        });
  }

  @Override
  public void momentum(
      HostBuffer values, HostBuffer grads, HostBuffer velocity, SgdStep step, int n) {
    pool.run(
        SimdElementwise.chunks(n),
        3L * n,
        (chunk, mine) -> {
          int from = chunk * SimdElementwise.CHUNK;
          DescentKernels.momentum(
              values.array(),
              values.offset() + from,
              grads.array(),
              grads.offset() + from,
              velocity.array(),
              velocity.offset() + from,
              step,
              SimdElementwise.length(chunk, n));
        });
  }

  @Override
  public void rmsProp(
      HostBuffer values,
      HostBuffer grads,
      HostBuffer square,
      HostBuffer velocity,
      RmsPropStep step,
      int n) {
    pool.run(
        SimdElementwise.chunks(n),
        4L * n,
        (chunk, mine) -> {
          int from = chunk * SimdElementwise.CHUNK;
          DescentKernels.rmsProp(
              values.array(),
              values.offset() + from,
              grads.array(),
              grads.offset() + from,
              square.array(),
              square.offset() + from,
              velocity.array(),
              velocity.offset() + from,
              step,
              SimdElementwise.length(chunk, n));
        });
  }
}
