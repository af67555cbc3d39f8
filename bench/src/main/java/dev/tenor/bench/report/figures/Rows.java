package dev.tenor.bench.report.figures;

import dev.tenor.bench.result.SuiteRow;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Names and choices of rows.
public final class Rows {
  private static final Comparator<SuiteRow> WIDTH =
      Comparator.comparingInt(SuiteRow::bits).thenComparingInt(SuiteRow::threads);

  private Rows() {}

  /// Family and name: `gemm nn`.
  public static String operation(SuiteRow row) {
    return row.name().isEmpty() || row.name().equals(row.family())
        ? row.family()
        : row.family() + " " + row.name();
  }

  /// `m=240 n=240 k=240`.
  public static String shape(SuiteRow row) {
    return shape(row.shape());
  }

  static String shape(Map<String, String> shape) {
    return shape.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }

  /// Operation and shape.
  public static String subject(SuiteRow row) {
    return (operation(row) + " " + shape(row)).strip();
  }

  /// What ran it: `simd, 256 bits, 2 threads`.
  public static String runner(SuiteRow row) {
    return runner(row.engine(), row.bits(), row.threads());
  }

  static String runner(String engine, int bits, int threads) {
    return engine + (bits == 0 ? "" : ", " + bits + " bits") + threads(threads);
  }

  private static String threads(int threads) {
    return threads == 0 ? "" : threads == 1 ? ", 1 thread" : ", " + threads + " threads";
  }

  /// Computations, without copies between host and device.
  public static List<SuiteRow> computing(Collection<SuiteRow> rows) {
    return rows.stream().filter(row -> !row.kind().equals("transfer")).toList();
  }

  /// Of the rows that differ in width of vectors and threads alone those of the widest vectors, and
  /// of these those of most threads; in the order of the rows.
  public static List<SuiteRow> widest(Collection<SuiteRow> rows) {
    Map<String, SuiteRow> widest = new LinkedHashMap<>();
    for (SuiteRow row : rows) {
      widest.merge(
          row.engine() + " " + row.kind() + " " + subject(row),
          row,
          (a, b) -> WIDTH.compare(a, b) >= 0 ? a : b);
    }
    return List.copyOf(widest.values());
  }

  /// The geometric mean of values above 0; NaN of none.
  public static double mean(Collection<SuiteRow> rows, Function<SuiteRow, Double> value) {
    return Math.exp(
        rows.stream().mapToDouble(value::apply).map(Math::log).average().orElse(Double.NaN));
  }
}
