package dev.tenor.bench.peers;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Nmse;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Locale;

/// Square matrix products of the `simd` backend and of OpenBLAS, by turns in one process: the
/// results are compared, then both are timed round after round.
final class GemmDuel {
  private static final int[] SIZES = {240, 480, 960};
  private static final int ROUNDS = 41;
  private static final double MILLIS_PER_ROUND = 15;
  private static final double MAX_NMSE = 1e-11;

  private final Backend simd;
  private final OpenBlas openBlas;
  private final int threads;

  private GemmDuel(Backend simd, OpenBlas openBlas, int threads) {
    this.simd = simd;
    this.openBlas = openBlas;
    this.threads = threads;
  }

  static void run(int threads) {
    OpenBlas openBlas;
    try {
      openBlas = new OpenBlas(threads);
    } catch (IllegalArgumentException e) {
      System.err.println("OpenBLAS is not here; Debian has it in libopenblas0-pthread");
      System.exit(1);
      return;
    }
    try (Backend simd = Backends.open("simd", threads);
        Arena arena = Arena.ofConfined()) {
      GemmDuel duel = new GemmDuel(simd, openBlas, threads);
      for (int n : SIZES) {
        duel.compare(n, arena);
      }
    }
  }

  private void compare(int n, Arena arena) {
    float[] a = normal("a", n * n);
    float[] b = normal("b", n * n);
    Buffer[] ours = {uploaded(a), uploaded(b), simd.allocate(n * n)};
    MemorySegment[] theirs = {copied(arena, a), copied(arena, b), copied(arena, a)};
    GemmGeometry g = GemmGeometry.of(false, false, n, n, n);
    Runnable tenor = () -> simd.gemm(g, ours[2], ours[0], ours[1], 1, 0);
    Runnable blas = () -> openBlas.sgemm(n, theirs[0], theirs[1], theirs[2]);
    tenor.run();
    blas.run();
    float[] c = new float[n * n];
    simd.download(c, 0, ours[2], n * n);
    double nmse = Nmse.of(c, theirs[2].toArray(ValueLayout.JAVA_FLOAT));
    if (nmse > MAX_NMSE) {
      throw new IllegalStateException("gemm " + n + ": NMSE " + nmse + " exceeds " + MAX_NMSE);
    }
    print(n, tenor, blas);
  }

  private void print(int n, Runnable tenor, Runnable blas) {
    int calls = (int) Math.max(1, MILLIS_PER_ROUND * 1e8 * threads / (2.0 * n * n * n));
    double[] ours = new double[ROUNDS];
    double[] theirs = new double[ROUNDS];
    double peak = 0;
    for (int i = -ROUNDS; i < ROUNDS; i++) { // the first half warms up
      double x = seconds(tenor, calls);
      double y = seconds(blas, calls);
      if (i >= 0) {
        ours[i] = x;
        theirs[i] = y;
      }
      if (i % 10 == 0) {
        peak = Math.max(peak, simd.measurePeakFlops());
      }
    }
    Arrays.sort(ours);
    Arrays.sort(theirs);
    double flop = 2.0 * n * n * n;
    double x = flop / ours[ROUNDS / 2];
    double y = flop / theirs[ROUNDS / 2];
    System.out.printf(
        Locale.ROOT,
        "%4d³, %d thread%s: Tenor %6.1f GFLOP/s %3.0f %% of peak, OpenBLAS %6.1f GFLOP/s %3.0f %%,"
            + " Tenor / OpenBLAS %.2f%n",
        n,
        threads,
        threads == 1 ? "" : "s",
        x / 1e9,
        100 * x / peak,
        y / 1e9,
        100 * y / peak,
        x / y);
  }

  private static double seconds(Runnable task, int calls) {
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      task.run();
    }
    return (System.nanoTime() - start) / 1e9 / calls;
  }

  private static float[] normal(String name, int n) {
    RandomStream random = RandomStream.of(1, name);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private Buffer uploaded(float[] values) {
    Buffer buffer = simd.allocate(values.length);
    simd.upload(buffer, values, 0, values.length);
    return buffer;
  }

  private static MemorySegment copied(Arena arena, float[] values) {
    return arena.allocate(4L * values.length, 64).copyFrom(MemorySegment.ofArray(values));
  }
}
