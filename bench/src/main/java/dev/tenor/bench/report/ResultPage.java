package dev.tenor.bench.report;

import dev.tenor.bench.report.figures.HeatMap;
import dev.tenor.bench.report.figures.PeerBars;
import dev.tenor.bench.report.figures.Rows;
import dev.tenor.bench.report.figures.Scaling;
import dev.tenor.bench.report.figures.Sweep;
import dev.tenor.bench.report.figures.Units;
import dev.tenor.bench.report.html.Cell;
import dev.tenor.bench.report.html.Page;
import dev.tenor.bench.report.html.Table;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import dev.tenor.ser.report.Figure;
import dev.tenor.ser.report.TextTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// A result as one HTML page.
final class ResultPage {
  private final SuiteResult result;
  private final List<Figure> figures;
  private final ResultCharts charts;
  private final Page page;

  /// @param figures those of the result, which the page shows where there are no scripts
  ResultPage(SuiteResult result, List<Figure> figures) {
    this.result = result;
    this.figures = figures;
    charts = new ResultCharts(result);
    page = new Page("Benchmarks: " + result.machine().name());
  }

  String html() throws IOException {
    page.section("Machine").warnings(result.problems()).facts(MachineFacts.facts(result));
    if (!result.ceilings().isEmpty()) {
      page.folded("Ceilings", plain(MachineFacts.ceilings(result)));
    }
    Optional<Figure> roofline = figure("roofline");
    if (roofline.isPresent()) {
      page.section("Roofline").figure(roofline.get(), charts.roofline());
    }
    scaling();
    peers();
    heatMaps();
    page.section("All rows").table(RowTable.of(result.rows()));
    return page.html();
  }

  private Optional<Figure> figure(String name) {
    return figures.stream().filter(figure -> figure.name().equals(name)).findFirst();
  }

  private static Table plain(TextTable text) {
    Table table = Table.of(text.caption(), text.header().toArray(String[]::new));
    text.rows().forEach(row -> table.add(row.stream().map(Cell::of).toList()));
    return table;
  }

  private void scaling() throws IOException {
    List<Sweep> threads = Sweep.threads(result.rows());
    List<Sweep> batch = Sweep.batch(result.rows());
    List<Sweep> attention = Sweep.attention(result.rows());
    if (threads.isEmpty() && batch.isEmpty() && attention.isEmpty()) {
      return;
    }
    page.section("Scaling");
    sweeps("scaling-threads", threads);
    sweeps("scaling-batch", batch);
    sweeps("scaling-attention", attention);
    Table fits =
        Table.of(
            "Exponents of power laws fitted to the medians by least squares in logarithms, and those"
                + " of the arithmetic (of the bytes where none is counted; −1 of threads).",
            "operation",
            "on|long",
            "by",
            "exponent|n",
            "expected|n",
            "points|n");
    for (List<Sweep> sweeps : List.of(threads, batch, attention)) {
      sweeps.forEach(sweep -> fits.add(fit(sweep)));
    }
    page.folded("All exponents", fits);
  }

  private void sweeps(String name, List<Sweep> sweeps) throws IOException {
    Optional<Figure> figure = figure(name);
    if (figure.isPresent()) {
      page.figure(figure.get(), charts.scaling(name, sweeps));
    } else if (!sweeps.isEmpty()) {
      page.chart(charts.scaling(name, sweeps));
    }
  }

  private static List<Cell> fit(Sweep sweep) {
    double exponent = sweep.fit().exponent();
    return List.of(
        Cell.of(sweep.operation()),
        Cell.of(sweep.runner()),
        Cell.of(sweep.variable()),
        Cell.of(Scaling.exponent(exponent), exponent),
        Double.isNaN(sweep.expected())
            ? Cell.of("–")
            : Cell.of(Scaling.exponent(sweep.expected()), sweep.expected()),
        Cell.of(Integer.toString(sweep.x().length), sweep.x().length));
  }

  private void peers() {
    List<PeerBars.Pair> pairs = PeerBars.pairs(result.rows());
    if (pairs.isEmpty()) {
      return;
    }
    Table table =
        Table.of(
            "The other engine's time over this one's, measured by turns, with 95 % confidence"
                + " intervals: above 1 this one is faster. Bars are logarithmic.",
            "operation", "this|long", "other", "ratio|n", "interval|n", "slower, 1, faster|long");
    double most =
        pairs.stream()
            .flatMapToDouble(p -> DoubleStream.of(p.against().high(), 1 / p.against().low()))
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    pairs.forEach(pair -> table.add(pair(pair, Math.max(2, most))));
    page.section("Beside other engines").table(table);
  }

  private static List<Cell> pair(PeerBars.Pair pair, double most) {
    SuiteRow.Against against = pair.against();
    return List.of(
        Cell.of(Rows.subject(pair.row())),
        Cell.of(Rows.runner(pair.row())),
        Cell.of(against.engine()),
        Cell.of(String.format(Locale.ROOT, "%.2f", against.ratio()), against.ratio()),
        Cell.of(
            String.format(Locale.ROOT, "%.2f … %.2f", against.low(), against.high()),
            against.low()),
        Cell.bar(against.ratio(), against.low(), against.high(), most));
  }

  private void heatMaps() {
    HeatMap shares = HeatMap.shares(result.rows());
    HeatMap times = HeatMap.times(result.rows());
    if (shares.operations().isEmpty() && times.operations().isEmpty()) {
      return;
    }
    page.section("Operations and engines");
    if (!shares.operations().isEmpty()) {
      page.table(
          matrix(
              "Share of the ceiling that binds each operation: geometric means over its shapes, with"
                  + " the widest vectors and most threads of each engine.",
              shares,
              v -> Cell.of(Units.percent(v), v).shaded("--heat", v)));
    }
    if (!times.operations().isEmpty()) {
      page.table(
          matrix(
              "Time relative to the fastest engine: geometric means over the shapes.",
              times,
              v -> Cell.of(Units.digits(v) + "×", v).shaded("--slow", HeatMap.slowness(v))));
    }
  }

  private interface Shown {
    Cell of(double value);
  }

  private static Table matrix(String caption, HeatMap map, Shown shown) {
    List<String> columns = new ArrayList<>(List.of("operation"));
    map.engines().forEach(engine -> columns.add(engine + "|n"));
    Table table = Table.matrix(caption, columns.toArray(String[]::new));
    for (int r = 0; r < map.operations().size(); r++) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(map.operations().get(r))));
      for (double value : map.values()[r]) {
        cells.add(Double.isNaN(value) ? Cell.of("–") : shown.of(value));
      }
      table.add(cells);
    }
    return table;
  }
}
