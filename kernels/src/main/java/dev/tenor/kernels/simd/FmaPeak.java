package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.L;

/// The arithmetic peak: what fused multiply-adds on registers reach when nothing else is in their
/// way. Ten independent accumulators hide the instruction's latency.
final class FmaPeak {
  private static final int ACCUMULATORS = 10;
  private static final int ITERATIONS = 1 << 21;
  private static final int ROUNDS = 7;

  private FmaPeak() {}

  /// The best of a few rounds, in operations a second, over all threads of the pool.
  static double measure(WorkerPool pool) {
    float[] sink = new float[pool.threads() * L];
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      pool.run(
          pool.threads(),
          Long.MAX_VALUE,
          (chunk, mine) -> FmaPeakKernels.multiply(sink, chunk * L, ITERATIONS));
      double seconds = (System.nanoTime() - start) / 1e9;
      double operations = 2.0 * ACCUMULATORS * L * ITERATIONS * pool.threads();
      best = Math.max(best, operations / seconds);
    }
    return best;
  }
}
