package dev.tenor.bench.report.figures;

import dev.tenor.bench.result.SuiteRow;
import dev.tenor.ser.plot.ColorScale;
import dev.tenor.ser.plot.MatrixPlot;
import dev.tenor.ser.report.Figure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Operations against engines: a number for each, the geometric mean over the shapes, with the
/// widest vectors and most threads of each engine.
///
/// @param values of operation and engine; NaN where there is none
public record HeatMap(List<String> operations, List<String> engines, double[][] values) {
  /// The share of the ceiling that binds each row; rows without one are left out.
  public static HeatMap shares(List<SuiteRow> rows) {
    List<SuiteRow> known = rows.stream().filter(row -> row.share() > 0).toList();
    return of(known, own -> Rows.mean(own, SuiteRow::share));
  }

  /// How many times as long as the fastest engine each takes for the shapes that it has in common
  /// with it; operations of one engine are left out.
  public static HeatMap times(List<SuiteRow> rows) {
    Map<String, Double> fastest = new LinkedHashMap<>();
    Map<String, Integer> engines = new LinkedHashMap<>();
    for (SuiteRow row : Rows.widest(Rows.computing(rows))) {
      fastest.merge(Rows.subject(row), row.timing().median(), Math::min);
      engines.merge(Rows.subject(row), 1, Integer::sum);
    }
    List<SuiteRow> shared =
        rows.stream().filter(row -> engines.getOrDefault(Rows.subject(row), 0) > 1).toList();
    return of(
        shared,
        own -> Rows.mean(own, row -> row.timing().median() / fastest.get(Rows.subject(row))));
  }

  private interface Summary {
    double of(Collection<SuiteRow> rows);
  }

  private static HeatMap of(List<SuiteRow> rows, Summary summary) {
    List<SuiteRow> widest = Rows.widest(Rows.computing(rows));
    List<String> engines = Engines.of(widest).names();
    Map<String, Map<String, List<SuiteRow>>> groups =
        widest.stream()
            .collect(
                Collectors.groupingBy(
                    Rows::operation, LinkedHashMap::new, Collectors.groupingBy(SuiteRow::engine)));
    List<double[]> values = new ArrayList<>();
    for (Map<String, List<SuiteRow>> row : groups.values()) {
      values.add(
          engines.stream()
              .mapToDouble(
                  engine -> row.containsKey(engine) ? summary.of(row.get(engine)) : Double.NaN)
              .toArray());
    }
    return new HeatMap(List.copyOf(groups.keySet()), engines, values.toArray(double[][]::new));
  }

  /// Where a relative time is between the fastest, 0, and a hundred times as long, 1.
  public static double slowness(double relative) {
    return Math.clamp(Math.log10(relative) / 2, 0, 1);
  }

  /// The plots for which there are rows.
  public static List<Figure> figures(List<SuiteRow> rows) {
    List<Figure> figures = new ArrayList<>();
    HeatMap shares = shares(rows);
    if (!shares.operations().isEmpty()) {
      figures.add(
          new Figure(
              "heat-map",
              "Share of the ceiling",
              "Share of the ceiling that binds each operation, in per cent: geometric means over"
                  + " the shapes.",
              shares.plot(false)));
    }
    HeatMap times = times(rows);
    if (!times.operations().isEmpty()) {
      figures.add(
          new Figure(
              "heat-map-time",
              "Relative time",
              "Time relative to the fastest engine: geometric means over the shapes.",
              times.plot(true)));
    }
    return figures;
  }

  private MatrixPlot plot(boolean relative) {
    MatrixPlot.Cell[][] cells = new MatrixPlot.Cell[operations.size()][engines.size()];
    for (int r = 0; r < operations.size(); r++) {
      for (int c = 0; c < engines.size(); c++) {
        double value = values[r][c];
        if (!Double.isNaN(value)) {
          String text =
              relative ? Units.digits(value) : String.format(Locale.ROOT, "%.0f", 100 * value);
          cells[r][c] = new MatrixPlot.Cell(relative ? slowness(value) : value, text, "");
        }
      }
    }
    return new MatrixPlot("engine", "operation", engines, operations, cells, ColorScale.BLUES);
  }
}
