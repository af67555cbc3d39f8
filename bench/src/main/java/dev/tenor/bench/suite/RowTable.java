package dev.tenor.bench.suite;

import dev.tenor.bench.result.SuiteRow;
import java.util.Locale;
import java.util.stream.Collectors;

/// Rows as lines of a terminal.
final class RowTable {
  private RowTable() {}

  static String heading() {
    return String.format(
        Locale.ROOT,
        "%-12s %-18s %-56s %-10s %4s %3s %10s %21s %9s %8s %5s %-8s %9s",
        "family",
        "operation",
        "shape",
        "engine",
        "bits",
        "thr",
        "median",
        "quartiles",
        "GFLOP/s",
        "GB/s",
        "%",
        "of",
        "B/op");
  }

  static String line(SuiteRow row) {
    String shape =
        row.shape().entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(" "));
    return String.format(
            Locale.ROOT,
            "%-12s %-18s %-56s %-10s %4s %3d %10s %21s %9s %8s %5s %-8s %9.0f",
            row.family(),
            row.name(),
            shape,
            row.engine(),
            row.bits() == 0 ? "–" : "" + row.bits(),
            row.threads(),
            time(row.timing().median()),
            time(row.timing().q1()) + " … " + time(row.timing().q3()),
            orDash("%.2f", row.gflops()),
            orDash("%.2f", row.gigabytes()),
            orDash("%.0f", 100 * row.share()),
            row.bound(),
            row.allocated())
        + row.against().stream().map(RowTable::against).collect(Collectors.joining())
        + row.marks().stream().map(mark -> "  ! " + mark).collect(Collectors.joining());
  }

  private static String against(SuiteRow.Against a) {
    return String.format(
        Locale.ROOT, "  %s %.2f (%.2f … %.2f)", a.engine(), a.ratio(), a.low(), a.high());
  }

  private static String time(double nanos) {
    if (nanos < 1e4) {
      return String.format(Locale.ROOT, "%.0f ns", nanos);
    }
    return nanos < 1e6
        ? String.format(Locale.ROOT, "%.1f µs", nanos / 1e3)
        : String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
  }

  private static String orDash(String format, double value) {
    return value == 0 ? "–" : String.format(Locale.ROOT, format, value);
  }
}
