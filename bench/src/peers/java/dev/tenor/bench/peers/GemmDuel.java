package dev.tenor.bench.peers;

import dev.tenor.bench.Host;
import dev.tenor.bench.Noise;
import dev.tenor.bench.OtherPrograms;
import dev.tenor.bench.Spread;
import dev.tenor.bench.WarmUp;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Nmse;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Square matrix products of the `simd` backend and of OpenBLAS, by turns in one process: the
/// results are compared, then both are timed round after round.
final class GemmDuel {
  private static final int[] SIZES = {240, 480, 960};
  private static final int ROUNDS = 41;
  private static final double MILLIS_PER_ROUND = 15;
  private static final double MAX_NMSE = 1e-11;

  private static final double WARM_UP_MILLIS = 1_000;
  private static final double MOST_WARM_UP_MILLIS = 30_000;
  private static final double STILL_MILLIS = 300;

  private final Backend simd;
  private final OpenBlas openBlas;
  private final int threads;
  private final List<String> problems = new ArrayList<>();
  private int wideRows;

  private GemmDuel(Backend simd, OpenBlas openBlas, int threads) {
    this.simd = simd;
    this.openBlas = openBlas;
    this.threads = threads;
  }

  static void run(int threads) throws IOException, InterruptedException {
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
      double others = OtherPrograms.busyProcessors();
      Host host = Host.measure();
      System.out.printf(
          Locale.ROOT,
          "each is warmed up until its time stands still, %.0f to %.0f s%n",
          WARM_UP_MILLIS / 1000,
          MOST_WARM_UP_MILLIS / 1000);
      GemmDuel duel = new GemmDuel(simd, openBlas, threads);
      for (int n : SIZES) {
        duel.compare(n, arena);
      }
      Noise noise = host.noise(others, OtherPrograms.busyProcessors(), duel.wideRows);
      duel.problems.addAll(noise.problems());
      System.out.print(Noise.describe(duel.problems));
    }
  }

  private void compare(int n, Arena arena) {
    float[] a = normal("a", n * n);
    float[] b = normal("b", n * n);
    Buffer[] ours = {uploaded(a), uploaded(b), simd.memory().allocate(n * n)};
    MemorySegment[] theirs = {copied(arena, a), copied(arena, b), copied(arena, a)};
    GemmGeometry g = GemmGeometry.of(false, false, n, n, n);
    Runnable tenor = () -> simd.gemm().gemm(g, ours[2], ours[0], ours[1], 1, 0);
    Runnable blas = () -> openBlas.sgemm(n, theirs[0], theirs[1], theirs[2]);
    tenor.run();
    blas.run();
    float[] c = new float[n * n];
    simd.memory().download(c, 0, ours[2], n * n);
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
    warmUp("Tenor, " + n + "³", tenor, calls);
    warmUp("OpenBLAS, " + n + "³", blas, calls);
    double peak = 0;
    for (int i = 0; i < ROUNDS; i++) {
      ours[i] = seconds(tenor, calls);
      theirs[i] = seconds(blas, calls);
      if (i % 10 == 0) {
        peak = Math.max(peak, simd.measurePeakFlops());
      }
    }
    Spread ourSpread = Spread.of(ours);
    Spread theirSpread = Spread.of(theirs);
    Spread wider = ourSpread.share() > theirSpread.share() ? ourSpread : theirSpread;
    wideRows += wider.isWide() ? 1 : 0;
    double flop = 2.0 * n * n * n;
    double x = flop / ourSpread.median();
    double y = flop / theirSpread.median();
    System.out.printf(
        Locale.ROOT,
        "%4d³, %d thread%s: Tenor %6.1f GFLOP/s %3.0f %% of peak, OpenBLAS %6.1f GFLOP/s %3.0f %%,"
            + " Tenor / OpenBLAS %.2f%s%n",
        n,
        threads,
        threads == 1 ? "" : "s",
        x / 1e9,
        100 * x / peak,
        y / 1e9,
        100 * y / peak,
        x / y,
        wider.mark());
  }

  private void warmUp(String what, Runnable task, int calls) {
    WarmUp warmUp = new WarmUp(WARM_UP_MILLIS, MOST_WARM_UP_MILLIS, STILL_MILLIS);
    while (!warmUp.isOver()) {
      warmUp.add(1000 * calls * seconds(task, calls));
    }
    warmUp.problem(what).ifPresent(problems::add);
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
    Buffer buffer = simd.memory().allocate(values.length);
    simd.memory().upload(buffer, values, 0, values.length);
    return buffer;
  }

  private static MemorySegment copied(Arena arena, float[] values) {
    return arena.allocate(4L * values.length, 64).copyFrom(MemorySegment.ofArray(values));
  }
}
