package dev.tenor.bench.report.compare;

import dev.tenor.bench.result.Machine;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Two results beside each other: rows with equal keys.
///
/// @param pairs the slowed ones first, each by its ratio
/// @param onlyBefore keys of the rows that the later result does not have; `onlyAfter` of those
///   that the earlier one does not have
/// @param uncompared keys of the rows without a ceiling, if times are relative to it
/// @param differences of the machines, a sentence each
public record Comparison(
    boolean relative,
    List<Pair> pairs,
    List<String> onlyBefore,
    List<String> onlyAfter,
    List<String> uncompared,
    List<String> differences) {
  /// Two rows with one key.
  public record Pair(SuiteRow before, SuiteRow after, Change change) {}

  /// @param relative whether times are counted in those that the ceilings of their machine allow:
  ///   what is left of a difference is not the machine's
  public static Comparison of(SuiteResult before, SuiteResult after, boolean relative) {
    Map<String, SuiteRow> a = byKey(before);
    Map<String, SuiteRow> b = byKey(after);
    List<Pair> pairs = new ArrayList<>();
    List<String> uncompared = new ArrayList<>();
    a.forEach((key, row) -> {
      SuiteRow other = b.get(key);
      if (other != null && relative && !(row.share() > 0 && other.share() > 0)) {
        uncompared.add(key);
      } else if (other != null) {
        double scale = relative ? ideal(row) / ideal(other) : 1;
        pairs.add(new Pair(row, other, Change.of(row.timing(), other.timing(), scale)));
      }
    });
    pairs.sort(
        Comparator.comparing((Pair p) -> p.change().verdict() == Change.Verdict.SAME)
            .thenComparing(p -> -p.change().ratio()));
    return new Comparison(
        relative,
        pairs,
        without(a, b),
        without(b, a),
        uncompared,
        differences(before.machine(), after.machine()));
  }

  /// The time that the ceiling allows, in nanoseconds.
  private static double ideal(SuiteRow row) {
    return row.timing().median() * row.share();
  }

  private static Map<String, SuiteRow> byKey(SuiteResult result) {
    Map<String, SuiteRow> rows = new LinkedHashMap<>();
    result.rows().forEach(row -> rows.put(row.key(), row));
    return rows;
  }

  private static List<String> without(Map<String, SuiteRow> these, Map<String, SuiteRow> others) {
    return these.keySet().stream().filter(key -> !others.containsKey(key)).toList();
  }

  /// What differs between two machines, a sentence each.
  static List<String> differences(Machine a, Machine b) {
    Map<String, Function<Machine, Object>> parts = new LinkedHashMap<>();
    parts.put("CPU", Machine::cpu);
    parts.put("processors", Machine::processors);
    parts.put("floats in a vector", Machine::lanes);
    parts.put("caches", Machine::caches);
    parts.put("system", Machine::os);
    parts.put("JVM", Machine::jdk);
    parts.put("options of the JVM", Comparison::options);
    parts.put("OpenCL devices", Comparison::devices);
    parts.put("versions", Machine::versions);
    return parts.entrySet().stream()
        .filter(part -> !Objects.equals(part.getValue().apply(a), part.getValue().apply(b)))
        .map(part ->
            part.getKey() + ": " + part.getValue().apply(a) + " → " + part.getValue().apply(b))
        .toList();
  }

  /// Without those of the suite, which name folders.
  private static String options(Machine machine) {
    return machine.flags().stream()
        .filter(flag -> !flag.startsWith("-Dtenor.bench."))
        .collect(Collectors.joining(" "));
  }

  private static String devices(Machine machine) {
    return machine.devices().stream()
        .map(d -> d.engine() + " " + d.name() + " (" + d.driver() + ")")
        .collect(Collectors.joining(", "));
  }

  /// How many pairs have a verdict.
  public long count(Change.Verdict verdict) {
    return pairs.stream().filter(pair -> pair.change().verdict() == verdict).count();
  }

  /// Those that became slower, beyond noise and by more than some per cent.
  public List<Pair> regressions(double percent) {
    return pairs.stream()
        .filter(pair -> pair.change().verdict() == Change.Verdict.SLOWER)
        .filter(pair -> pair.change().ratio() > 1 + percent / 100)
        .toList();
  }
}
