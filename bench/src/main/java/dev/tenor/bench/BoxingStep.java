package dev.tenor.bench;

import com.sun.management.ThreadMXBean;
import dev.tenor.bench.cases.PaperRun;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.ser.data.Batch;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// One JVM of [Boxing]: training steps of preset `paper` until they are compiled, then what the
/// last ones allocate.
final class BoxingStep {
  private static final int BATCH = 32;
  private static final int THREADS = 2;
  private static final int WARM_UP = 120;
  private static final int MEASURED = 10;

  private BoxingStep() {}

  /// Prints the bytes of a step and the median of its nanoseconds.
  public static void main(String[] args) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Batch batch = PaperRun.batch(BATCH);
    long[] nanos = new long[MEASURED];
    try (Backend backend = Backends.open("simd", THREADS)) {
      PaperRun run = new PaperRun(backend);
      for (int i = 0; i < WARM_UP; i++) {
        run.step(batch);
      }
      long before = threads.getTotalThreadAllocatedBytes();
      for (int i = 0; i < MEASURED; i++) {
        long start = System.nanoTime();
        run.step(batch);
        nanos[i] = System.nanoTime() - start;
      }
      long bytes = (threads.getTotalThreadAllocatedBytes() - before) / MEASURED;
      Arrays.sort(nanos);
      System.out.println(bytes + " " + nanos[MEASURED / 2]);
    }
  }
}
