package dev.tenor.ser.experiment;

import dev.tenor.ser.plot.Axis;
import dev.tenor.ser.plot.BarPlot;
import dev.tenor.ser.plot.BarPlot.Bar;
import dev.tenor.ser.plot.Layer;
import dev.tenor.ser.plot.Layer.Line;
import dev.tenor.ser.plot.Layer.Rule;
import dev.tenor.ser.plot.Look;
import dev.tenor.ser.plot.Panels;
import dev.tenor.ser.plot.XyPlot;
import dev.tenor.ser.report.Figure;
import dev.tenor.ser.stats.Interval;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.train.EpochRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// The plots of experiments. Scores are in per cent, pooled over runs, with bootstrap intervals
/// over speakers where there are several.
public final class ExperimentFigures {
  /// More lines than this are a tangle.
  private static final int MOST_LINES = 8;

  private ExperimentFigures() {}

  /// Scores against depth (paper figure 4a).
  public static Figure depth(ExperimentReport report) {
    List<Summary> summaries = report.summaries();
    List<Layer> layers = new ArrayList<>();
    layers.add(line("WA", summaries, s -> s.pooled().wa(), Summary::waInterval, Look.of(0)));
    layers.add(line("UA", summaries, s -> s.pooled().ua(), Summary::uaInterval, Look.of(1)));
    layers.addAll(rules(report, false));
    return new Figure(
        "depth",
        "Depth of the transformer stack",
        "Test scores against the number of transformer layers" + intervals(summaries),
        new XyPlot(Axis.whole("transformer layers"), Axis.of("score, %", 0, 100), 0.62, layers));
  }

  /// A bar for each variant.
  public static Figure variants(ExperimentReport report) {
    List<Summary> summaries = report.summaries();
    List<Bar> bars =
        summaries.stream()
            .map(s ->
                new Bar(
                    s.variant().name(),
                    100 * s.pooled().ua(),
                    low(s.uaInterval()),
                    high(s.uaInterval())))
            .toList();
    return new Figure(
        "variants",
        "Variants",
        "UA of each variant on the test set" + intervals(summaries),
        new BarPlot(Axis.of("UA, %", 0, 100), bars, rules(report, true)));
  }

  /// The validation loss, WA and UA of one variant's runs by epoch (paper figure 4b).
  ///
  /// @param prefix of the name of its files
  /// @param of which variant, for the title; empty where there is one
  static Figure learningCurves(String prefix, String of, List<RunRecord> records) {
    List<RunRecord> shown = records.stream().limit(MOST_LINES).toList();
    Axis epochs = Axis.whole("epoch");
    Axis loss = new Axis("validation loss", 0, Double.NaN, false, true);
    Axis wa = Axis.of("validation WA, %", 0, 100);
    Axis ua = Axis.of("validation UA, %", 0, 100);
    String caption =
        "Validation loss, WA and UA by epoch"
            + of
            + (records.size() > MOST_LINES
                ? String.format(
                    Locale.ROOT, " of the first %d of %d runs.", MOST_LINES, records.size())
                : ".");
    return new Figure(
        prefix + "learning-curves",
        "Learning curves" + of,
        caption,
        new Panels(
            List.of(
                new XyPlot(epochs, loss, 0.42, byEpoch(shown, EpochRecord::valLoss)),
                new XyPlot(epochs, wa, 0.42, byEpoch(shown, e -> 100 * e.valWa())),
                new XyPlot(epochs, ua, 0.42, byEpoch(shown, e -> 100 * e.valUa())))));
  }

  private static List<Layer> byEpoch(List<RunRecord> records, ToDoubleFunction<EpochRecord> score) {
    List<Layer> lines = new ArrayList<>();
    for (RunRecord record : records) {
      List<EpochRecord> epochs = record.history().records();
      String name =
          String.format(Locale.ROOT, "fold %d, seed %d", record.run().fold(), record.run().seed());
      lines.add(
          new Line(
              name,
              epochs.stream().mapToDouble(EpochRecord::epoch).toArray(),
              epochs.stream().mapToDouble(score).toArray(),
              Look.of(lines.size())));
    }
    return lines;
  }

  private static Line line(
      String name,
      List<Summary> summaries,
      ToDoubleFunction<Summary> score,
      Function<Summary, Interval> interval,
      Look look) {
    return new Line(
        name,
        summaries.stream()
            .mapToDouble(s -> ((Number) s.variant().settings().get("depth")).doubleValue())
            .toArray(),
        summaries.stream().mapToDouble(s -> 100 * score.applyAsDouble(s)).toArray(),
        summaries.stream().mapToDouble(s -> low(interval.apply(s))).toArray(),
        summaries.stream().mapToDouble(s -> high(interval.apply(s))).toArray(),
        look);
  }

  /// UA by chance, and that of the best acoustic baseline, where there are any.
  private static List<Rule> rules(ExperimentReport report, boolean upright) {
    List<Rule> rules = new ArrayList<>();
    report.summaries().stream()
        .findFirst()
        .ifPresent(s ->
            rules.add(
                new Rule("chance (UA)", upright, 100 * s.pooled().majority().ua(), Look.CHANCE)));
    report.acoustic().stream()
        .max(Comparator.comparingDouble(s -> s.pooled().ua()))
        .ifPresent(s -> rules.add(baseline(s.name(), s.pooled(), upright)));
    return rules;
  }

  private static Rule baseline(String name, Metrics pooled, boolean upright) {
    return new Rule(
        "best acoustic baseline: " + name + " (UA)", upright, 100 * pooled.ua(), Look.BASELINE);
  }

  private static double low(Interval interval) {
    return interval == null ? Double.NaN : 100 * interval.low();
  }

  private static double high(Interval interval) {
    return interval == null ? Double.NaN : 100 * interval.high();
  }

  private static String intervals(List<Summary> summaries) {
    return summaries.stream().anyMatch(s -> s.uaInterval() != null)
        ? ", pooled over runs, with 95 % intervals over speakers."
        : ", pooled over runs.";
  }
}
