package dev.tenor.bench;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Peak arithmetic throughput and memory bandwidth of this machine with some number of threads.
///
/// @param gflops 10⁹ floating-point operations per second in fused multiply-adds on registers; 0 if
///   the `simd` backend is not available
/// @param gigabytes 10⁹ bytes per second in the triad a = b + s·c over arrays beyond the caches,
///   counting two reads and one write (McCalpin's STREAM)
record MachinePeak(int threads, double gflops, double gigabytes) {
  private static final int LENGTH = 1 << 23;
  private static final int BLOCK = 1 << 14;
  private static final int ROUNDS = 12;
  private static final double BYTES = 3.0 * Float.BYTES * LENGTH;

  /// Takes about half a second.
  static MachinePeak measure(int threads) throws InterruptedException {
    try (Backend simd = Backends.open("simd", threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      double seconds = fastestTriad(pool, threads);
      return new MachinePeak(threads, simd.measurePeakFlops() / 1e9, BYTES / seconds / 1e9);
    }
  }

  /// The first rounds touch the memory and warm the compiler up; the fastest one counts.
  private static double fastestTriad(ExecutorService pool, int threads)
      throws InterruptedException {
    float[] a = new float[LENGTH];
    float[] b = new float[LENGTH];
    float[] c = new float[LENGTH];
    List<Callable<Void>> shares = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int from = (int) ((long) LENGTH * t / threads);
      int to = (int) ((long) LENGTH * (t + 1) / threads);
      shares.add(() -> triad(a, b, c, from, to));
    }
    long best = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      join(pool.invokeAll(shares));
      best = Math.min(best, System.nanoTime() - start);
    }
    return best / 1e9;
  }

  private static void join(List<Future<Void>> results) throws InterruptedException {
    for (Future<Void> result : results) {
      try {
        result.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("machine peak: " + e.getCause(), e.getCause());
      }
    }
  }

  private static Void triad(float[] a, float[] b, float[] c, int from, int to) {
    for (int at = from; at < to; at += BLOCK) {
      block(a, b, c, at, Math.min(to, at + BLOCK));
    }
    return null;
  }

  private static void block(float[] a, float[] b, float[] c, int from, int to) {
    for (int i = from; i < to; i++) {
      a[i] = b[i] + 3f * c[i];
    }
  }
}
