package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.host.HostBuffer;

/// The bandwidth of memory: the triad a = b + s·c (J. D. McCalpin, STREAM, 1995) over arrays that
/// fit the cache in question or none. Every thread has arrays of its own, which it goes over again
/// and again.
final class Triad {
  private static final int ROUNDS = 12;

  /// Floats of one call: what C2 compiles is a loop that starts often, not one that runs for long.
  private static final int BLOCK = 1 << 12;

  /// About how many floats a round writes, so that starting the threads costs nothing beside it.
  private static final int PER_ROUND = 1 << 21;

  private static final int ARRAYS = 3;

  private Triad() {}

  /// The best of a few rounds, in bytes a second over all threads: two reads and one write.
  ///
  /// @param workingSet bytes of all arrays of all threads
  static double measure(WorkerPool pool, long workingSet) {
    int threads = pool.threads();
    long share = workingSet / ((long) ARRAYS * Float.BYTES * threads);
    int step = 2 * VirtualLanes.WIDEST;
    int n = Math.toIntExact(Math.max(step, share / step * step));
    float[][] arrays = new float[ARRAYS * threads][n + HostBuffer.START];
    int times = Math.max(1, PER_ROUND / n);
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      pool.run(threads, Long.MAX_VALUE, (chunk, mine) -> sweep(arrays, chunk, n, times));
      double seconds = (System.nanoTime() - start) / 1e9;
      best = Math.max(best, (double) ARRAYS * Float.BYTES * n * times * threads / seconds);
    }
    return best;
  }

  private static void sweep(float[][] arrays, int chunk, int n, int times) {
    float[] a = arrays[ARRAYS * chunk];
    float[] b = arrays[ARRAYS * chunk + 1];
    float[] c = arrays[ARRAYS * chunk + 2];
    for (int i = 0; i < times; i++) {
      for (int at = 0; at < n; at += BLOCK) {
        TriadKernels.run(a, b, c, HostBuffer.START + at, Math.min(BLOCK, n - at), 3);
      }
    }
  }
}
