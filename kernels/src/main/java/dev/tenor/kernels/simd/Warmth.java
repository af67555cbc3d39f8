package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.MR;
import static dev.tenor.kernels.simd.GemmTile.NR;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.PoolGeometry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Whether the kernels that have a twin in [PlainKernels] are compiled yet. It is a fact about the
/// JVM, and there is one for all backends.
///
/// A command that computes little ends before they are. One that computes more starts a thread,
/// after about a tenth of a second, that runs the kernels against their twins on a few numbers
/// until each has won; from then on the kernels alone are used, and the thread has ended. Where C2
/// does not compile them at all, the twins stay.
///
/// The system property [#PROPERTY] decides otherwise: `vector` for the kernels from the start, or
/// `plain` for the twins to the end, for a JVM without C2.
final class Warmth {
  static final String PROPERTY = "tenor.simd.loops";

  /// Multiply-adds of the twins before the kernels are compiled.
  private static final long LITTLE = 150_000_000;

  private static final long MOST_SECONDS = 20;
  private static final int TURN = 64;

  private static final AtomicLong WORK = new AtomicLong();
  private static final AtomicBoolean STARTED = new AtomicBoolean();
  private static volatile boolean cold = cold(System.getProperty(PROPERTY, "auto"));

  private Warmth() {}

  private static boolean cold(String loops) {
    return switch (loops) {
      case "auto" -> true;
      case "vector" -> false;
      case "plain" -> {
        STARTED.set(true); // nothing will be
        yield true;
      }
      default ->
          throw new IllegalArgumentException(
              PROPERTY + ": " + loops + " — give auto, vector or plain, or leave it out");
    };
  }

  /// Whether the twins are to be used.
  static boolean isCold() {
    return cold;
  }

  /// A twin reports its multiply-adds.
  static void worked(long multiplyAdds) {
    if (!STARTED.getPlain()
        && WORK.addAndGet(multiplyAdds) > LITTLE
        && STARTED.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("tenor-simd-warm-up").start(Warmth::warmUp);
    }
  }

  private static void warmUp() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    if (duels().stream().allMatch(duel -> duel.isWonBefore(end))) {
      cold = false;
    }
  }

  private static List<Duel> duels() {
    int k = 2 * NR;
    int rows = MR == 8 ? MR : 10; // six and four
    int n = rows * NR;
    float[] a = new float[k * k];
    float[] b = new float[k * NR];
    float[] c = new float[n];
    float[] temp = new float[n];
    int[] at = new int[rows + MR];
    GemmTile.offsets(at, rows, k);
    PoolGeometry pool = new PoolGeometry(1, 2, n / L / 2, L, 2, 2, 2, 2, 0, 0);
    return List.of(
        new Duel(
            () -> GemmTile.vectorRows(c, 0, NR, NR, c, 0, a, 0, at, 0, rows, 1, 0, k, b, 0),
            () -> PlainKernels.rows(c, 0, NR, NR, c, 0, a, 0, at, 0, rows, 1, 0, k, b, 0)),
        new Duel(
            () -> GemmTile.vectorColumns(c, 0, NR, NR, c, 0, a, 0, 0, MR, k, b, 0),
            () -> PlainKernels.columns(c, 0, NR, NR, c, 0, a, 0, 0, MR, k, b, 0)),
        new Duel(
            () -> GemmTile.vectorColumns(c, 0, NR, L, c, 0, a, 0, 0, MR, k, b, 0),
            () -> PlainKernels.columns(c, 0, NR, L, c, 0, a, 0, 0, MR, k, b, 0)),
        new Duel(
            () -> GemmTile1Kernels.row(c, 0, NR, c, 0, a, 0, k, b, 0),
            () -> PlainKernels.row(c, 0, NR, c, 0, a, 0, k, b, 0)),
        new Duel(() -> MathKernels.expm1(c, 0, a, 0, n), () -> PlainKernels.expm1(c, 0, a, 0, n)),
        new Duel(
            () -> UnaryKernels.sigmoid(c, 0, a, 0, n, temp),
            () -> PlainKernels.sigmoid(c, 0, a, 0, n)),
        new Duel(
            () -> UnaryKernels.tanh(c, 0, a, 0, n, temp), () -> PlainKernels.tanh(c, 0, a, 0, n)),
        new Duel(
            () -> ConvBlockWindowKernels.means(c, 0, a, 0, b, 0, pool),
            () -> PlainKernels.means(c, 0, a, 0, b, 0, pool)));
  }

  private record Duel(Runnable kernel, Runnable twin) {
    boolean isWonBefore(long end) {
      while (nanos(kernel) >= nanos(twin)) {
        if (System.nanoTime() > end) {
          return false;
        }
      }
      return true;
    }

    private static long nanos(Runnable loop) {
      long start = System.nanoTime();
      for (int i = 0; i < TURN; i++) {
        loop.run();
      }
      return System.nanoTime() - start;
    }
  }
}
