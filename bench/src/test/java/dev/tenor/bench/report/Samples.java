package dev.tenor.bench.report;

import dev.tenor.bench.result.SuiteRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows for tests that are about few of them.
public final class Samples {
  private Samples() {}

  public static SuiteRow.Timing timing(double q1, double median, double q3) {
    return new SuiteRow.Timing(median, q1, q3, 3, 41, 4.5);
  }

  /// @param shape names and numbers in turn
  public static SuiteRow row(
      String family,
      String engine,
      int bits,
      int threads,
      double nanos,
      double flop,
      Object... shape) {
    Map<String, String> sizes = new LinkedHashMap<>();
    for (int i = 0; i < shape.length; i += 2) {
      sizes.put(shape[i].toString(), shape[i + 1].toString());
    }
    return new SuiteRow(
        family,
        "forward",
        sizes,
        engine,
        bits,
        threads,
        "compute",
        0,
        timing(nanos, nanos, nanos),
        flop,
        1000,
        -1,
        0,
        "",
        List.of(),
        List.of());
  }
}
