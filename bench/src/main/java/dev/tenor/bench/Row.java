package dev.tenor.bench;

import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.util.Statistics;

/// One line of the table: a benchmark with one choice of parameters. Rates and percentages are of
/// the median; what is not measured is 0.
///
/// @param benchmark class and method
/// @param forks JVMs it ran in
/// @param warmUps iterations to warm up, one number per fork
/// @param restless forks whose times were not stable after [StandStill#MOST] of them
/// @param iterations measured iterations, of all forks
/// @param nanos the median time of an operation over the iterations, likewise `fastest` and
///   `slowest`
/// @param gflops 10⁹ floating-point operations per second
/// @param peakGflops the multiply-add peak measured in the same JVM, on as many threads
/// @param gigabytes 10⁹ bytes of unavoidable traffic per second
/// @param peakGigabytes the triad's bandwidth measured in the same JVM, on as many threads
/// @param bytesPerOp bytes allocated per operation
/// @param drift relative difference of the second half of the iterations from the first, in one
///   fork
record Row(
    String benchmark,
    Map<String, String> params,
    int forks,
    List<Integer> warmUps,
    int restless,
    long iterations,
    double nanos,
    double fastest,
    double slowest,
    double gflops,
    double peakGflops,
    double gigabytes,
    double peakGigabytes,
    double bytesPerOp,
    double drift) {
  private static final double MOST_DRIFT = 0.1;

  /// @param warmUps the scores of each fork's warm-up
  /// @param untilStill whether they should have lasted until times were stable
  static Row of(BenchmarkResult result, List<List<Double>> warmUps, boolean untilStill) {
    BenchmarkParams p = result.getParams();
    Statistics scores = result.getPrimaryResult().getStatistics();
    double nanos = nanos(p, scores.getPercentile(50));
    double first = nanos(p, scores.getMin());
    double last = nanos(p, scores.getMax());
    return new Row(
        name(p),
        params(p),
        p.getForks(),
        warmUps.stream().map(List::size).toList(),
        untilStill ? (int) warmUps.stream().filter(Row::isRestless).count() : 0,
        scores.getN(),
        nanos,
        Math.min(first, last),
        Math.max(first, last),
        median(result, "flop") / nanos,
        median(result, "peakGflops"),
        median(result, "bytes") / nanos,
        median(result, "peakGigabytes"),
        median(result, "gc.alloc.rate.norm"),
        p.getForks() > 1 ? 0 : drift(result));
  }

  private static boolean isRestless(List<Double> warmUp) {
    return !StandStill.isStill(warmUp.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /// In the order of the iterations.
  private static double drift(BenchmarkResult result) {
    BenchmarkParams p = result.getParams();
    double[] times =
        result.getIterationResults().stream()
            .mapToDouble(iteration -> nanos(p, iteration.getPrimaryResult().getScore()))
            .toArray();
    return Spread.drift(times);
  }

  Spread spread() {
    return new Spread(fastest, nanos, slowest);
  }

  /// Whether times still changed during the measurement.
  boolean isDrifting() {
    return Math.abs(drift) > MOST_DRIFT;
  }

  private static double nanos(BenchmarkParams p, double score) {
    double unit = p.getTimeUnit().toNanos(1);
    return p.getMode() == Mode.Throughput ? unit / score : unit * score;
  }

  /// Without the package: `GemmBenchmark.gemm`.
  private static String name(BenchmarkParams p) {
    String[] parts = p.getBenchmark().split("\\.");
    return String.join(".", Arrays.asList(parts).subList(parts.length - 2, parts.length));
  }

  private static Map<String, String> params(BenchmarkParams p) {
    Map<String, String> params = new LinkedHashMap<>();
    List.copyOf(p.getParamsKeys()).forEach(key -> params.put(key, p.getParam(key)));
    return params;
  }

  /// The counter's name may have a prefix in JMH.
  @SuppressWarnings("rawtypes") // as JMH declares it
  private static double median(BenchmarkResult result, String counter) {
    for (Map.Entry<String, Result> e : result.getSecondaryResults().entrySet()) {
      if (e.getKey().endsWith(counter)) {
        return e.getValue().getStatistics().getPercentile(50);
      }
    }
    return 0;
  }

  static String heading() {
    return String.format(
        Locale.ROOT,
        "%-32s %-44s %7s %12s %9s %7s %8s %7s %9s",
        "benchmark",
        "parameters",
        "warm-up",
        "median",
        "GFLOP/s",
        "% peak",
        "GB/s",
        "% mem",
        "B/op");
  }

  /// This row under [#heading].
  String line() {
    StringBuilder text = new StringBuilder();
    params.forEach((key, value) -> text.append(key).append('=').append(value).append(' '));
    return String.format(
            Locale.ROOT,
            "%-32s %-44s %7s %12s %9s %7s %8s %7s %9.0f",
            benchmark,
            text.toString().strip(),
            warmUp(),
            time(),
            orDash("%.2f", gflops),
            orDash("%.0f", peakGflops == 0 ? 0 : 100 * gflops / peakGflops),
            orDash("%.2f", gigabytes),
            orDash("%.0f", 100 * gigabytes / peakGigabytes),
            bytesPerOp)
        + spread().mark()
        + (restless > 0 ? "  ! not still" : "")
        + (isDrifting() ? String.format(Locale.ROOT, "  ! drift %+.0f %%", 100 * drift) : "");
  }

  /// `10`, or of several forks the fewest and the most: `10–14`.
  private String warmUp() {
    IntSummaryStatistics n = warmUps.stream().mapToInt(Integer::intValue).summaryStatistics();
    if (n.getCount() == 0) {
      return "0";
    }
    return n.getMin() == n.getMax() ? "" + n.getMin() : n.getMin() + "–" + n.getMax();
  }

  private String time() {
    if (nanos < 1e4) {
      return String.format(Locale.ROOT, "%.1f ns", nanos);
    }
    return nanos < 1e6
        ? String.format(Locale.ROOT, "%.2f µs", nanos / 1e3)
        : String.format(Locale.ROOT, "%.3f ms", nanos / 1e6);
  }

  private static String orDash(String format, double value) {
    return value == 0 ? "–" : String.format(Locale.ROOT, format, value);
  }
}
