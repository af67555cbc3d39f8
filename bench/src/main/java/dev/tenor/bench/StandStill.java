package dev.tenor.bench;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/// Ends JMH's warm-up once times are stable: once the median of the last five iterations differs
/// little from that of the five before. JMH only supports a fixed count, so [#MOST] iterations are
/// configured, and the count is lowered in the JVM that is timed.
public final class StandStill implements InternalProfiler {
  /// The maximum number of iterations.
  static final int MOST = 40;

  /// The number of iterations that are compared, and the minimum.
  static final int COMPARED = 10;

  private static final String OWNER = "IterationParamsL2"; // which holds JMH's count

  private double[] times = {};

  /// Whether the last of some times are stable.
  public static boolean isStill(double[] times) {
    int n = times.length;
    return n >= COMPARED
        && Math.abs(Spread.drift(Arrays.copyOfRange(times, n - COMPARED, n))) < WarmUp.TOLERANCE;
  }

  @Override
  public String getDescription() {
    return "ends the warm-up once the time stands still";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams params) {}

  @Override
  @SuppressWarnings("rawtypes") // as JMH declares it
  public Collection<? extends Result> afterIteration(
      BenchmarkParams benchmark, IterationParams params, IterationResult result) {
    if (params.getType() == IterationType.WARMUP) {
      times = Arrays.copyOf(times, times.length + 1);
      times[times.length - 1] = result.getPrimaryResult().getScore();
      if (isStill(times)) {
        end(params, times.length);
      }
    }
    return List.of();
  }

  /// JMH reads the count before each iteration.
  private static void end(IterationParams params, int count) {
    try {
      Class<?> owner = params.getClass();
      while (owner != null && !owner.getSimpleName().equals(OWNER)) {
        owner = owner.getSuperclass();
      }
      if (owner == null) {
        throw new NoSuchFieldException(OWNER);
      }
      Field field = owner.getDeclaredField("count");
      field.setAccessible(true);
      field.setInt(params, count);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JMH cannot end a warm-up early; give -wi N", e);
    }
  }
}
