package dev.tenor.bench.report.figures;

import dev.tenor.bench.result.SuiteRow;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/// Rows that differ in one number alone, in its order, and how the time grows with it.
///
/// @param variable its name: `threads`, `batch`, `tokens` …
/// @param operation what all rows have in common, without the engine
/// @param runner what ran them, without the threads if these are what differs
/// @param fit of the times in nanoseconds
/// @param expected the exponent that the arithmetic has, of the bytes where none is counted, and −1
///   of threads
public record Sweep(
    String variable,
    String operation,
    String runner,
    List<SuiteRow> rows,
    double[] x,
    LogFit fit,
    double expected) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final int FEWEST = 3;

  /// What is no length of attention.
  private static final Set<String> FIXED = Set.of("batch", "heads", "dim", "width");

  /// Rows that differ in their threads; two are enough, as many machines have no more.
  public static List<Sweep> threads(List<SuiteRow> rows) {
    Map<String, Map<Double, SuiteRow>> groups = new LinkedHashMap<>();
    for (SuiteRow row : Rows.computing(rows)) {
      put(
          groups,
          Rows.subject(row) + "\n" + Rows.runner(row.engine(), row.bits(), 0),
          row.threads(),
          row);
    }
    return sweeps("threads", groups, 2);
  }

  /// Rows of at least three batches.
  public static List<Sweep> batch(List<SuiteRow> rows) {
    return shapes(rows, "batch"::equals);
  }

  /// Rows of attention that differ in a length, of at least three.
  public static List<Sweep> attention(List<SuiteRow> rows) {
    return shapes(
        rows.stream().filter(row -> row.family().contains("attention")).toList(),
        key -> !FIXED.contains(key));
  }

  private static List<Sweep> shapes(List<SuiteRow> rows, Predicate<String> wanted) {
    Map<String, Map<String, Map<Double, SuiteRow>>> byKey = new LinkedHashMap<>();
    for (SuiteRow row : Rows.computing(rows)) {
      row.shape()
          .forEach((key, value) -> {
            if (wanted.test(key) && NUMBER.matcher(value).matches()) {
              Map<String, String> rest = new LinkedHashMap<>(row.shape());
              rest.remove(key);
              String name = (Rows.operation(row) + " " + Rows.shape(rest)).strip();
              put(
                  byKey.computeIfAbsent(key, _ -> new LinkedHashMap<>()),
                  name + "\n" + Rows.runner(row),
                  Double.parseDouble(value),
                  row);
            }
          });
    }
    return byKey.entrySet().stream()
        .flatMap(e -> sweeps(e.getKey(), e.getValue(), FEWEST).stream())
        .toList();
  }

  private static void put(
      Map<String, Map<Double, SuiteRow>> groups, String name, double x, SuiteRow row) {
    groups.computeIfAbsent(name, _ -> new LinkedHashMap<>()).put(x, row);
  }

  private static List<Sweep> sweeps(
      String variable, Map<String, Map<Double, SuiteRow>> groups, int fewest) {
    return groups.entrySet().stream()
        .filter(group -> group.getValue().keySet().stream().filter(x -> x > 0).count() >= fewest)
        .map(group -> of(variable, group.getKey().split("\n"), group.getValue()))
        .toList();
  }

  private static Sweep of(String variable, String[] names, Map<Double, SuiteRow> points) {
    List<Map.Entry<Double, SuiteRow>> sorted =
        points.entrySet().stream()
            .filter(point -> point.getKey() > 0)
            .sorted(Comparator.comparingDouble(Map.Entry::getKey))
            .toList();
    double[] x = sorted.stream().mapToDouble(Map.Entry::getKey).toArray();
    List<SuiteRow> rows = sorted.stream().map(Map.Entry::getValue).toList();
    double expected = variable.equals("threads") ? -1 : work(x, rows);
    return new Sweep(
        variable,
        names[0],
        names[1],
        rows,
        x,
        LogFit.of(x, of(rows, r -> r.timing().median())),
        expected);
  }

  /// The exponent of what there is to do; NaN where it is not counted.
  private static double work(double[] x, List<SuiteRow> rows) {
    boolean counted = rows.stream().allMatch(row -> row.flop() > 0);
    if (!counted && !rows.stream().allMatch(row -> row.bytes() > 0)) {
      return Double.NaN;
    }
    return LogFit.of(x, of(rows, counted ? SuiteRow::flop : SuiteRow::bytes)).exponent();
  }

  /// A number of each row.
  static double[] of(List<SuiteRow> rows, ToDoubleFunction<SuiteRow> value) {
    return rows.stream().mapToDouble(value).toArray();
  }

  /// The medians in milliseconds.
  double[] millis() {
    return of(rows, row -> row.timing().median() / 1e6);
  }
}
