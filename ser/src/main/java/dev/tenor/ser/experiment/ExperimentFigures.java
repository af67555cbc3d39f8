package dev.tenor.ser.experiment;

import dev.tenor.ser.report.Charts;
import dev.tenor.ser.report.Charts.Line;
import dev.tenor.ser.report.Figure;
import dev.tenor.ser.stats.MeanSd;
import dev.tenor.ser.train.EpochRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The plots of experiments.
public final class ExperimentFigures {
  /// More lines than this are a tangle.
  private static final int MOST_LINES = 8;

  private ExperimentFigures() {}

  /// Scores against depth (paper figure 4a).
  public static Figure depth(List<Summary> summaries) {
    double[] x =
        summaries.stream()
            .mapToDouble(s -> ((Number) s.variant().network().get("depth")).doubleValue())
            .toArray();
    List<Line> lines =
        List.of(
            new Line("WA", x, means(summaries, Summary::wa), errors(summaries, Summary::wa)),
            new Line("UA", x, means(summaries, Summary::ua), errors(summaries, Summary::ua)));
    return new Figure(
        "depth",
        "Test scores against the number of transformer layers" + bars(summaries),
        Charts.lines("Depth of the transformer stack", "layers", "%", lines));
  }

  /// A bar for each variant.
  public static Figure variants(List<Summary> summaries) {
    double[] errors = errors(summaries, Summary::ua);
    return new Figure(
        "variants",
        "UA of each variant on the test set" + bars(summaries),
        Charts.bars(
            "Variants",
            "UA, %",
            summaries.stream().map(s -> s.variant().name()).toList(),
            Arrays.stream(means(summaries, Summary::ua)).boxed().toList(),
            errors == null ? null : Arrays.stream(errors).boxed().toList()));
  }

  /// The validation WA of one variant's runs by epoch (paper figure 4b).
  public static Figure learningCurves(List<RunRecord> records) {
    List<Line> lines = new ArrayList<>();
    for (RunRecord record : records.stream().limit(MOST_LINES).toList()) {
      lines.add(validationWa(record));
    }
    String caption =
        "Validation WA by epoch"
            + (records.size() > MOST_LINES
                ? String.format(
                    Locale.ROOT, " of the first %d of %d runs.", MOST_LINES, records.size())
                : ".");
    return new Figure(
        "learning-curves",
        caption,
        Charts.lines("Learning curves", "epoch", "validation WA, %", lines));
  }

  private static Line validationWa(RunRecord record) {
    double[] x = record.history().records().stream().mapToDouble(EpochRecord::epoch).toArray();
    double[] y = record.history().records().stream().mapToDouble(e -> 100 * e.valWa()).toArray();
    String name =
        String.format(Locale.ROOT, "fold %d, seed %d", record.run().fold(), record.run().seed());
    return new Line(name, x, y, null);
  }

  private static double[] means(List<Summary> summaries, Function<Summary, MeanSd> score) {
    return summaries.stream().mapToDouble(s -> 100 * score.apply(s).mean()).toArray();
  }

  /// Standard deviations; null, for no bars, where a variant has a single run.
  private static double[] errors(List<Summary> summaries, Function<Summary, MeanSd> score) {
    return haveSd(summaries)
        ? summaries.stream().mapToDouble(s -> 100 * score.apply(s).sd()).toArray()
        : null;
  }

  private static boolean haveSd(List<Summary> summaries) {
    return summaries.stream().allMatch(s -> s.ua().hasSd());
  }

  private static String bars(List<Summary> summaries) {
    return haveSd(summaries) ? "; bars are one standard deviation over runs." : ".";
  }
}
