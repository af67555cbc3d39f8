package dev.tenor.ser.experiment;

import dev.tenor.ser.report.Charts;
import dev.tenor.ser.report.Charts.Line;
import dev.tenor.ser.report.Figure;
import dev.tenor.ser.train.EpochRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

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
            new Line("WA", x, of(summaries, s -> s.wa().mean()), of(summaries, s -> s.wa().sd())),
            new Line("UA", x, of(summaries, s -> s.ua().mean()), of(summaries, s -> s.ua().sd())));
    return new Figure(
        "depth",
        "Test scores against the number of transformer layers; bars are one standard deviation over"
            + " runs.",
        Charts.lines("Depth of the transformer stack", "layers", "%", lines));
  }

  /// A bar for each variant.
  public static Figure variants(List<Summary> summaries) {
    return new Figure(
        "variants",
        "UA of each variant on the test side; bars are one standard deviation over runs.",
        Charts.bars(
            "Variants",
            "UA, %",
            summaries.stream().map(s -> s.variant().name()).toList(),
            summaries.stream().map(s -> 100 * s.ua().mean()).toList(),
            summaries.stream().map(s -> 100 * s.ua().sd()).toList()));
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
    double[] x = record.history().stream().mapToDouble(EpochRecord::epoch).toArray();
    double[] y = record.history().stream().mapToDouble(e -> 100 * e.valWa()).toArray();
    String name =
        String.format(Locale.ROOT, "fold %d, seed %d", record.run().fold(), record.run().seed());
    return new Line(name, x, y, null);
  }

  private static double[] of(List<Summary> summaries, ToDoubleFunction<Summary> share) {
    return summaries.stream().mapToDouble(share).map(v -> 100 * v).toArray();
  }
}
