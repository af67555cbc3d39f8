package dev.tenor.bench.report;

import dev.tenor.bench.report.figures.Engines;
import dev.tenor.bench.report.figures.Roof;
import dev.tenor.bench.report.figures.Roofline;
import dev.tenor.bench.report.figures.Rows;
import dev.tenor.bench.report.figures.Scaling;
import dev.tenor.bench.report.figures.Sweep;
import dev.tenor.bench.report.figures.Units;
import dev.tenor.bench.report.html.Chart;
import dev.tenor.bench.result.Ceiling;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/// The charts of a result's page.
final class ResultCharts {
  private static final String BITS = "bits";
  private static final String THREADS = "threads";
  private static final String OPERATION = "operation";

  private final SuiteResult result;
  private final Engines engines;

  ResultCharts(SuiteResult result) {
    this.result = result;
    engines = Engines.of(result.rows());
  }

  /// A dot for each operation and engine, and the ceilings above them.
  Chart roofline() {
    List<SuiteRow> rows = Roofline.rows(result.rows());
    List<Chart.Series> series = new ArrayList<>();
    for (Roof roof : Roof.of(result)) {
      for (Ceiling memory : roof.rising(Roofline.range(rows)[0])) {
        series.add(ceiling(roof, memory, Roofline.range(rows)));
      }
      series.add(level(roof, Roofline.range(rows)));
    }
    for (SuiteRow row : rows) {
      Chart.Points points = tagged(row.engine(), row.bits(), row.threads());
      series.add(
          points
              .add(text(row), row.intensity(), row.gflops())
              .dots(row.engine(), engines.index(row.engine())));
    }
    return new Chart(
        "roofline",
        "Speed against arithmetic intensity: a dot for each operation, below the measured ceilings."
            + " Pointing at a dot names it; the buttons hide and show engines.",
        Chart.Axis.of("flop per byte", "log"),
        Chart.Axis.of("GFLOP/s", "log"),
        List.of(choice(THREADS, rows, SuiteRow::threads), choice(BITS, rows, SuiteRow::bits)),
        series);
  }

  /// Rows without a width, or of engines whose threads are never varied, are shown at any choice.
  private Chart.Points tagged(String engine, int bits, int threads) {
    Chart.Points points = new Chart.Points();
    if (bits > 0) {
      points.tag(BITS, Integer.toString(bits));
    }
    boolean varied =
        result.rows().stream()
                .filter(row -> row.engine().equals(engine))
                .map(SuiteRow::threads)
                .distinct()
                .count()
            > 1;
    return varied ? points.tag(THREADS, Integer.toString(threads)) : points;
  }

  private static Chart.Choice choice(
      String name, List<SuiteRow> rows, ToIntFunction<SuiteRow> number) {
    List<String> values =
        rows.stream()
            .mapToInt(number)
            .filter(n -> n > 0)
            .distinct()
            .sorted()
            .mapToObj(Integer::toString)
            .toList();
    return new Chart.Choice(name, values, true, values.isEmpty() ? "all" : values.getLast());
  }

  private Chart.Series ceiling(Roof roof, Ceiling memory, double[] range) {
    Chart.Points points = tagged(roof.engine(), roof.bits(), roof.threads());
    roof.line(memory, range[0], range[1]).forEach(point -> points.add("", point));
    String label = memory.level() + " " + Units.digits(memory.value()) + " GB/s";
    return points.guide(roof.engine(), engines.index(roof.engine()), label.strip());
  }

  private Chart.Series level(Roof roof, double[] range) {
    return tagged(roof.engine(), roof.bits(), roof.threads())
        .add("", range[0], roof.fma())
        .add("", range[1], roof.fma())
        .guide(
            roof.engine(),
            engines.index(roof.engine()),
            Units.digits(roof.fma())
                + " GFLOP/s, "
                + roof.threads()
                + (roof.threads() == 1 ? " thread" : " threads"));
  }

  private static String text(SuiteRow row) {
    String share =
        row.share() > 0
            ? "\n" + Units.percent(row.share()) + " of the ceiling: " + row.bound()
            : "";
    return Rows.subject(row)
        + "\n"
        + Rows.runner(row)
        + "\n"
        + Units.time(row.timing().median())
        + ", "
        + Units.known(row.gflops())
        + " GFLOP/s, "
        + Units.known(row.gigabytes())
        + " GB/s"
        + share;
  }

  /// Times of one operation, a line for each of what ran it.
  Chart scaling(String id, List<Sweep> sweeps) {
    List<Chart.Series> series = new ArrayList<>();
    for (Sweep sweep : sweeps) {
      series.add(line(sweep));
    }
    List<String> operations = sweeps.stream().map(Sweep::operation).distinct().toList();
    Comparator<String> engineCount =
        Comparator.comparing(o -> sweeps.stream().filter(s -> s.operation().equals(o)).count());
    String first = operations.stream().max(engineCount).orElseThrow();
    for (String operation : operations) {
      Sweep any =
          sweeps.stream().filter(s -> s.operation().equals(operation)).findFirst().orElseThrow();
      if (!Double.isNaN(any.expected())) {
        series.add(expected(any));
      }
    }
    return new Chart(
        id,
        "Time of an operation by "
            + sweeps.getFirst().variable()
            + ", medians and quartiles. Exponents are those of the power law that fits the medians,"
            + " in brackets the expected one.",
        Chart.Axis.of(sweeps.getFirst().variable(), "doubling"),
        Chart.Axis.of("time, ms", "log"),
        List.of(new Chart.Choice(OPERATION, operations, false, first)),
        series);
  }

  private Chart.Series line(Sweep sweep) {
    Chart.Points points = new Chart.Points().tag(OPERATION, sweep.operation());
    for (int i = 0; i < sweep.x().length; i++) {
      SuiteRow.Timing t = sweep.rows().get(i).timing();
      points.add(
          text(sweep.rows().get(i)), sweep.x()[i], t.median() / 1e6, t.q1() / 1e6, t.q3() / 1e6);
    }
    String engine = sweep.rows().getFirst().engine();
    return points.line(
        sweep.runner(), engines.index(engine), "exponent " + Scaling.exponents(sweep));
  }

  /// Through the first point of a line.
  private static Chart.Series expected(Sweep sweep) {
    double[] x = sweep.x();
    double first = sweep.rows().getFirst().timing().median() / 1e6;
    double last = first * Math.pow(x[x.length - 1] / x[0], sweep.expected());
    return new Chart.Points()
        .tag(OPERATION, sweep.operation())
        .add("", x[0], first)
        .add("", x[x.length - 1], last)
        .guide("expected", -1, "exponent " + Scaling.exponent(sweep.expected()));
  }
}
