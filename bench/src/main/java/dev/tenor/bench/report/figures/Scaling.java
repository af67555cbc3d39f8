package dev.tenor.bench.report.figures;

import dev.tenor.bench.result.SuiteRow;
import dev.tenor.ser.plot.Axis;
import dev.tenor.ser.plot.Layer;
import dev.tenor.ser.plot.Look;
import dev.tenor.ser.plot.XyPlot;
import dev.tenor.ser.report.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// How times grow with threads, batches and lengths.
public final class Scaling {
  /// More lines than this cannot be told apart.
  private static final int MOST = 10;

  private Scaling() {}

  /// The figures for which there are rows.
  public static List<Figure> figures(List<SuiteRow> rows) {
    List<Figure> figures = new ArrayList<>();
    threads(Sweep.threads(rows), figures);
    List<SuiteRow> widest = Rows.widest(rows);
    lines("scaling-batch", "Time against the batch", Sweep.batch(widest), figures);
    lines("scaling-attention", "Time against the length", Sweep.attention(widest), figures);
    return figures;
  }

  /// A line for each family, the geometric mean of its operations, of the first engine: there are
  /// too many for a line each.
  private static void threads(List<Sweep> sweeps, List<Figure> figures) {
    int bits = sweeps.stream().mapToInt(s -> s.rows().getFirst().bits()).max().orElse(0);
    List<Sweep> usable =
        sweeps.stream()
            .filter(s -> s.rows().getFirst().bits() == bits || s.rows().getFirst().bits() == 0)
            .filter(s -> s.x()[0] == 1)
            .toList();
    if (usable.isEmpty()) {
      return;
    }
    String engine =
        Engines.of(usable.stream().map(s -> s.rows().getFirst()).toList()).names().getFirst();
    Map<String, List<Sweep>> families =
        usable.stream()
            .filter(s -> s.rows().getFirst().engine().equals(engine))
            .collect(
                Collectors.groupingBy(
                    s -> s.rows().getFirst().family(), LinkedHashMap::new, Collectors.toList()));
    List<Layer> layers = new ArrayList<>();
    double[] all = xs(usable);
    layers.add(new Layer.Line("as many times faster as threads", all, all, Look.CHANCE));
    families.forEach((family, members) -> layers.add(speedUp(family, members, layers.size() - 1)));
    figures.add(
        new Figure(
            "scaling-threads",
            "Speed-up by threads",
            "Speed of "
                + engine
                + " over that of one thread, geometric mean over the operations of each family"
                + (bits == 0 ? "." : ", vectors of " + bits + " bits."),
            new XyPlot(Axis.doubling("threads"), Axis.log("speed-up"), 0.7, layers)));
  }

  private static Layer speedUp(String family, List<Sweep> sweeps, int look) {
    double[] x =
        sweeps.stream().map(Sweep::x).max(Comparator.comparingInt(a -> a.length)).orElseThrow();
    List<Sweep> complete = sweeps.stream().filter(s -> Arrays.equals(s.x(), x)).toList();
    double[] y =
        IntStream.range(0, x.length)
            .mapToDouble(i ->
                Math.exp(
                    complete.stream()
                        .map(Sweep::millis)
                        .mapToDouble(t -> Math.log(t[0] / t[i]))
                        .average()
                        .orElseThrow()))
            .toArray();
    return new Layer.Line(family, x, y, Look.of(look));
  }

  private static double[] xs(List<Sweep> sweeps) {
    return sweeps.stream()
        .flatMapToDouble(s -> DoubleStream.of(s.x()))
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .mapToDouble(x -> x)
        .toArray();
  }

  private static void lines(String name, String title, List<Sweep> sweeps, List<Figure> figures) {
    if (sweeps.isEmpty()) {
      return;
    }
    Function<Sweep, Double> slowest = s -> -DoubleStream.of(s.millis()).max().orElse(0);
    List<Sweep> shown = sweeps.stream().sorted(Comparator.comparing(slowest)).limit(MOST).toList();
    List<Layer> layers = new ArrayList<>();
    for (Sweep sweep : shown) {
      layers.add(
          new Layer.Line(
              String.format(
                  Locale.ROOT,
                  "%s, %s: exponent %s",
                  sweep.operation(),
                  sweep.runner(),
                  exponents(sweep)),
              sweep.x(),
              sweep.millis(),
              Sweep.of(sweep.rows(), row -> row.timing().q1() / 1e6),
              Sweep.of(sweep.rows(), row -> row.timing().q3() / 1e6),
              Look.of(layers.size())));
    }
    String left = sweeps.size() > MOST ? " The slowest " + MOST + " of " + sweeps.size() + "." : "";
    figures.add(
        new Figure(
            name,
            title,
            title
                + ", medians and quartiles, with the fitted exponent and in brackets that of the"
                + " arithmetic."
                + left,
            new XyPlot(
                Axis.doubling(shown.getFirst().variable()), Axis.log("time, ms"), 0.8, layers)));
  }

  /// The fitted exponent and the expected one: `1.02 (1.00)`.
  public static String exponents(Sweep sweep) {
    String fitted = exponent(sweep.fit().exponent());
    return Double.isNaN(sweep.expected())
        ? fitted
        : fitted + " (" + exponent(sweep.expected()) + ")";
  }

  /// Two decimals.
  public static String exponent(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replace('-', '−');
  }
}
