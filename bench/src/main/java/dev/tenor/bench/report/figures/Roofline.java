package dev.tenor.bench.report.figures;

import dev.tenor.bench.result.Ceiling;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import dev.tenor.ser.plot.Axis;
import dev.tenor.ser.plot.Layer;
import dev.tenor.ser.plot.Look;
import dev.tenor.ser.plot.XyPlot;
import dev.tenor.ser.report.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Rows as points of arithmetic intensity and speed below the roofs of what they ran on (Williams,
/// Waterman and Patterson, *Roofline: an insightful visual performance model*, 2009).
public final class Roofline {
  private static final Comparator<Roof> SIZE =
      Comparator.comparingInt(Roof::bits).thenComparingInt(Roof::threads);
  private static final int LAST_DASH = 4;

  private Roofline() {}

  /// Those that count arithmetic and bytes.
  public static List<SuiteRow> rows(List<SuiteRow> rows) {
    return Rows.computing(rows).stream().filter(r -> r.flop() > 0 && r.bytes() > 0).toList();
  }

  /// From half of the least to twice the greatest arithmetic intensity, so that points stay off the
  /// edges.
  public static double[] range(List<SuiteRow> rows) {
    return new double[] {
      rows.stream().mapToDouble(SuiteRow::intensity).min().orElse(1) / 2,
      rows.stream().mapToDouble(SuiteRow::intensity).max().orElse(1) * 2
    };
  }

  /// The rows of the widest vectors and most threads of each engine, and the roofs above them.
  ///
  /// @return empty if no row counts arithmetic and bytes
  public static Optional<Figure> figure(SuiteResult result) {
    List<SuiteRow> rows = Rows.widest(rows(result.rows()));
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Layer> layers = new ArrayList<>();
    Engines engines = Engines.of(result.rows());
    for (Roof roof : highest(Roof.of(result))) {
      layers.addAll(lines(roof, engines.look(roof.engine()), range(rows)));
    }
    for (String engine : Engines.of(rows).names()) {
      List<SuiteRow> own = rows.stream().filter(row -> row.engine().equals(engine)).toList();
      layers.add(
          new Layer.Points(
              engine,
              Sweep.of(own, SuiteRow::intensity),
              Sweep.of(own, SuiteRow::gflops),
              engines.look(engine)));
    }
    XyPlot plot = new XyPlot(Axis.log("flop per byte"), Axis.log("GFLOP/s"), 0.7, layers);
    return Optional.of(
        new Figure(
            "roofline",
            "Roofline",
            "Speed against arithmetic intensity of every operation, with the widest vectors and"
                + " most threads of each engine, below the measured ceilings.",
            plot));
  }

  /// Of each engine the one of the widest vectors and most threads.
  private static List<Roof> highest(List<Roof> roofs) {
    return roofs.stream()
        .map(Roof::engine)
        .distinct()
        .map(engine ->
            roofs.stream().filter(roof -> roof.engine().equals(engine)).max(SIZE).orElseThrow())
        .toList();
  }

  private static List<Layer> lines(Roof roof, Look look, double[] range) {
    List<Layer> lines = new ArrayList<>();
    for (Ceiling memory : roof.rising(range[0])) {
      List<double[]> points = roof.line(memory, range[0], range[1]);
      lines.add(
          new Layer.Line(
              name(roof, memory),
              points.stream().mapToDouble(p -> p[0]).toArray(),
              points.stream().mapToDouble(p -> p[1]).toArray(),
              new Look(look.color(), null, Look.of(lines.size() % (LAST_DASH + 1)).dash())));
    }
    if (lines.isEmpty()) {
      lines.add(
          new Layer.Rule(
              String.format(Locale.ROOT, "%s: %s GFLOP/s", roof.engine(), Units.digits(roof.fma())),
              false,
              roof.fma(),
              look.unmarked()));
    }
    return lines;
  }

  private static String name(Roof roof, Ceiling memory) {
    return String.format(
        Locale.ROOT,
        "%s, %s: %s GB/s",
        roof.engine(),
        memory.level().isEmpty() ? "memory" : memory.level(),
        Units.digits(memory.value()));
  }
}
