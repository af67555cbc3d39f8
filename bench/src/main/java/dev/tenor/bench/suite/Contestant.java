package dev.tenor.bench.suite;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.tenor.bench.StandStill;
import dev.tenor.bench.cases.Case;
import dev.tenor.bench.cases.Work;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.tensor.Nmse;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;

/// An engine with a case: verified, warmed up, then timed a slice at a time.
final class Contestant implements AutoCloseable {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final String engine;
  private final int bits;
  private final Backend backend;
  private final Case measured;
  private final Work work;
  private double error;
  private double warmUpSeconds;
  private boolean still;
  private int calls = 1;
  private double allocated;

  Contestant(Turns.Opened opened, Case measured) {
    engine = opened.engine();
    bits = opened.bits();
    backend = opened.backend();
    this.measured = measured;
    work = opened.prepare().apply(measured);
  }

  String engine() {
    return engine;
  }

  /// Runs once and compares.
  ///
  /// @throws IllegalStateException if the result is wrong: it must not be timed
  void verify(Map<String, float[]> expected) {
    work.run();
    Map<String, float[]> actual = work.results();
    if (expected.isEmpty() || !actual.keySet().equals(expected.keySet())) {
      throw new IllegalStateException(
          "results " + actual.keySet() + ", the reference has " + expected.keySet());
    }
    expected.forEach((name, values) -> {
      double nmse = Nmse.of(actual.get(name), values);
      double bound = measured.bound(name);
      if (!(nmse <= bound)) {
        throw new IllegalStateException(
            name + ": NMSE " + nmse + " exceeds " + bound + "; a wrong result is not timed");
      }
      error = Math.max(error, nmse);
    });
  }

  /// Runs slices until times stand still, or for a quick run until the compiler is done.
  void warmUp(Effort effort) {
    double[] times = new double[64];
    int count = 0;
    long start = System.nanoTime();
    long processors = SYSTEM.getProcessCpuTime();
    double seconds;
    double used;
    do {
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
      }
      times[count++] = slice();
      calls = (int) Math.clamp(effort.sliceMillis() * 1e6 / times[count - 1], 1, 1 << 20);
      seconds = (System.nanoTime() - start) / 1e9;
      used = (SYSTEM.getProcessCpuTime() - processors) / 1e9;
    } while (!isWarm(effort, Arrays.copyOf(times, count), seconds, used));
    warmUpSeconds = seconds;
  }

  /// @param seconds since the warm-up began
  /// @param used seconds of the processors' time since then
  private boolean isWarm(Effort effort, double[] times, double seconds, double used) {
    if (!effort.untilStill()) {
      still = true;
      return !isGated()
          || allocated <= Effort.mostAllocated(measured.bytes())
          || used > Effort.PATIENCE;
    }
    still = StandStill.isStill(times);
    return seconds >= effort.leastWarmUp() && still || seconds >= measured.mostWarmUp();
  }

  private boolean isGated() {
    return engine.equals(Engines.SIMD) && !measured.allocates();
  }

  /// One untimed operation, which brings data and code back into the caches.
  void recall() {
    work.restore();
    work.run();
    backend.memory().synchronize();
  }

  /// Nanoseconds of an operation, waiting for the device included.
  double slice() {
    long before = THREADS.getTotalThreadAllocatedBytes();
    double nanos = work.restores() ? oneByOne() : together();
    allocated = (double) (THREADS.getTotalThreadAllocatedBytes() - before) / calls;
    return nanos / calls;
  }

  /// Bytes of an operation of the last slice.
  double allocated() {
    return allocated;
  }

  private long together() {
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      work.run();
      backend.memory().synchronize();
    }
    return System.nanoTime() - start;
  }

  private long oneByOne() {
    long nanos = 0;
    for (int i = 0; i < calls; i++) {
      work.restore();
      backend.memory().synchronize();
      long start = System.nanoTime();
      work.run();
      backend.memory().synchronize();
      nanos += System.nanoTime() - start;
    }
    return nanos;
  }

  /// @param nanos of an operation, turn by turn
  /// @param bytes that it allocated
  Outcome.Sample sample(double[] nanos, double bytes) {
    return new Outcome.Sample(engine, bits, "", error, nanos, bytes, warmUpSeconds, still);
  }

  @Override
  public void close() {
    work.close();
  }
}
