package dev.tenor.bench.report;

import dev.tenor.bench.report.figures.Rows;
import dev.tenor.bench.report.figures.Units;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import dev.tenor.ser.report.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A result as plain tables.
public final class ResultTables {
  private static final List<String> COLUMNS =
      List.of(
          "family",
          "name",
          "shape",
          "engine",
          "bits",
          "threads",
          "kind",
          "error",
          "median_ns",
          "q1_ns",
          "q3_ns",
          "forks",
          "samples",
          "warm_up_s",
          "flop",
          "bytes",
          "allocated",
          "gflops",
          "gigabytes",
          "intensity",
          "ceiling",
          "bound",
          "share",
          "against",
          "marks");

  private ResultTables() {}

  /// All rows with all digits, for other programs; lists within a cell are separated by `; `.
  public static TextTable complete(SuiteResult result) {
    return new TextTable(
        "results", "All rows.", COLUMNS, result.rows().stream().map(ResultTables::cells).toList());
  }

  private static List<String> cells(SuiteRow row) {
    SuiteRow.Timing t = row.timing();
    return List.of(
        row.family(),
        row.name(),
        Rows.shape(row),
        row.engine(),
        Integer.toString(row.bits()),
        Integer.toString(row.threads()),
        row.kind(),
        Double.toString(row.error()),
        Double.toString(t.median()),
        Double.toString(t.q1()),
        Double.toString(t.q3()),
        Integer.toString(t.forks()),
        Integer.toString(t.samples()),
        Double.toString(t.warmUpSeconds()),
        Double.toString(row.flop()),
        Double.toString(row.bytes()),
        Double.toString(row.allocated()),
        Double.toString(row.gflops()),
        Double.toString(row.gigabytes()),
        Double.toString(row.intensity()),
        Double.toString(row.ceiling()),
        row.bound(),
        Double.toString(row.share()),
        row.against().stream().map(ResultTables::complete).collect(Collectors.joining("; ")),
        String.join("; ", row.marks()));
  }

  private static String complete(SuiteRow.Against against) {
    return against.engine() + " " + against.ratio() + " " + against.low() + " " + against.high();
  }

  /// The rows of a family, three digits each.
  static TextTable family(String family, List<SuiteRow> rows) {
    return new TextTable(
        family,
        "Medians with quartiles.",
        List.of(
            "operation",
            "on",
            "time",
            "quartiles",
            "GFLOP/s",
            "GB/s",
            "% of ceiling",
            "bound",
            "others ÷ this",
            "notes"),
        rows.stream().map(ResultTables::brief).toList());
  }

  private static List<String> brief(SuiteRow row) {
    return List.of(
        (row.name() + " " + Rows.shape(row)).strip(),
        Rows.runner(row),
        Units.time(row.timing().median()),
        quartiles(row.timing()),
        Units.known(row.gflops()),
        Units.known(row.gigabytes()),
        Units.percent(row.share()),
        row.bound(),
        row.against().stream().map(ResultTables::ratio).collect(Collectors.joining(", ")),
        String.join(", ", row.marks()));
  }

  static String quartiles(SuiteRow.Timing timing) {
    return Units.times(timing.q1(), timing.q3());
  }

  /// `libtorch 1.60 (1.55 … 1.66)`.
  static String ratio(SuiteRow.Against against) {
    return String.format(
        Locale.ROOT,
        "%s %.2f (%.2f … %.2f)",
        against.engine(),
        against.ratio(),
        against.low(),
        against.high());
  }
}
