package dev.tenor.bench.report.compare;

import dev.tenor.bench.report.figures.Rows;
import dev.tenor.bench.report.figures.Units;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import dev.tenor.ser.plot.ColorScale;
import dev.tenor.ser.plot.MatrixPlot;
import dev.tenor.ser.report.Figure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How fast machines are beside the first.
final class MachineSpeeds {
  private static final double HUNDREDFOLD = 100;

  private MachineSpeeds() {}

  /// Speed of each family on `simd` over that of the first machine: geometric means over the
  /// operations that both have.
  ///
  /// @return empty with less than two machines or without common operations
  static Optional<Figure> figure(Map<String, SuiteResult> results) {
    List<String> names = List.copyOf(results.keySet());
    Map<String, double[]> speeds = speeds(results, names);
    if (names.size() < 2 || speeds.isEmpty()) {
      return Optional.empty();
    }
    MatrixPlot.Cell[][] cells =
        speeds.values().stream()
            .map(row -> {
              MatrixPlot.Cell[] line = new MatrixPlot.Cell[row.length];
              for (int i = 0; i < row.length; i++) {
                line[i] = cell(row[i]);
              }
              return line;
            })
            .toArray(MatrixPlot.Cell[][]::new);
    return Optional.of(
        new Figure(
            "machines",
            "Machines",
            "Speed over that of "
                + names.getFirst()
                + " on simd: geometric means over the operations"
                + " of each family that both have.",
            new MatrixPlot(
                "machine",
                "family",
                names,
                List.copyOf(speeds.keySet()),
                cells,
                ColorScale.SIGNED)));
  }

  private static MatrixPlot.Cell cell(double speed) {
    return Double.isNaN(speed)
        ? null
        : new MatrixPlot.Cell(
            0.5 - Math.log(speed) / Math.log(HUNDREDFOLD) / 2, Units.digits(speed) + " ×", "");
  }

  private static Map<String, double[]> speeds(
      Map<String, SuiteResult> results, List<String> names) {
    Map<String, double[]> speeds = new LinkedHashMap<>();
    if (names.isEmpty()) {
      return speeds;
    }
    Map<String, SuiteRow> first = simd(results.get(names.getFirst()));
    first.values().stream()
        .map(SuiteRow::family)
        .distinct()
        .forEach(family ->
            speeds.put(
                family,
                names.stream()
                    .mapToDouble(name -> speed(family, first, simd(results.get(name))))
                    .toArray()));
    return speeds;
  }

  private static double speed(
      String family, Map<String, SuiteRow> first, Map<String, SuiteRow> other) {
    List<SuiteRow> common =
        other.values().stream()
            .filter(row -> row.family().equals(family) && first.containsKey(Rows.subject(row)))
            .toList();
    return Rows.mean(
        common, row -> first.get(Rows.subject(row)).timing().median() / row.timing().median());
  }

  private static Map<String, SuiteRow> simd(SuiteResult result) {
    Map<String, SuiteRow> rows = new LinkedHashMap<>();
    Rows.widest(Rows.computing(result.rows())).stream()
        .filter(row -> row.engine().equals("simd"))
        .forEach(row -> rows.put(Rows.subject(row), row));
    return rows;
  }
}
