package dev.tenor.ser.page;

import dev.tenor.ser.report.CalibrationReport;
import dev.tenor.ser.report.RankingPlots;
import dev.tenor.ser.report.ReliabilityPlot;
import dev.tenor.ser.report.Section;
import dev.tenor.ser.report.TextTable;
import dev.tenor.ser.stats.Calibration;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.stats.Ranking;
import dev.tenor.ser.stats.Reliability;
import dev.tenor.ser.stats.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the probabilities are worth: calibration, and how well they rank each class above the
/// others.
public final class CalibrationSection {
  private CalibrationSection() {}

  /// @param prefix of the names of its files
  /// @param predictions at least one
  /// @param scaled what the temperature has changed, null where that is not known
  public static Section of(
      String title, String prefix, Predictions predictions, CalibrationReport scaled) {
    Section.Builder section = Section.titled(title);
    section.table(calibration(prefix, predictions, scaled));
    section.plot(ReliabilityPlot.of(Reliability.of(predictions), prefix));
    Map<String, Ranking> rankings = new LinkedHashMap<>();
    for (int k = 0; k < predictions.labels().size(); k++) {
      rankings.put(predictions.labels().get(k), Ranking.of(predictions, k));
    }
    section.table(areas(prefix, rankings));
    rankings.values().removeIf(r -> !r.isDefined());
    if (!rankings.isEmpty()) {
      section.plot(RankingPlots.roc(rankings, prefix));
      section.plot(RankingPlots.precisionRecall(rankings, prefix));
    }
    return section.build();
  }

  private static TextTable calibration(
      String prefix, Predictions predictions, CalibrationReport scaled) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("as answered", Calibration.of(predictions)));
    if (scaled != null) {
      rows.add(
          row(
              String.format(
                  Locale.ROOT, "before the temperature of %.3f", scaled.temperature().value()),
              scaled.before()));
    }
    return new TextTable(
        prefix + "calibration",
        "Calibration: the expected calibration error (ECE, 15 bins) in points, the Brier score"
            + " (0 … 2), and the mean cross-entropy.",
        List.of("probabilities", "ECE", "Brier", "cross-entropy"),
        rows);
  }

  private static List<String> row(String name, Calibration c) {
    return List.of(name, Share.percent(c.ece()), decimals(c.brier()), decimals(c.loss()));
  }

  private static TextTable areas(String prefix, Map<String, Ranking> rankings) {
    List<List<String>> rows = new ArrayList<>();
    rankings.forEach(
        (label, r) -> rows.add(List.of(label, decimals(r.auc()), decimals(r.averagePrecision()))));
    rows.add(
        List.of(
            "mean",
            decimals(mean(rankings.values().stream().map(Ranking::auc).toList())),
            decimals(mean(rankings.values().stream().map(Ranking::averagePrecision).toList()))));
    return new TextTable(
        prefix + "ranking",
        "Each class against all others by its probability: the area under the ROC curve (AUC, by"
            + " chance 0.5) and the average precision (AP, by chance the share of the class).",
        List.of("class", "AUC", "AP"),
        rows);
  }

  private static double mean(List<Double> values) {
    return values.stream()
        .mapToDouble(v -> v)
        .filter(v -> !Double.isNaN(v))
        .average()
        .orElse(Double.NaN);
  }

  private static String decimals(double value) {
    return Double.isNaN(value) ? Share.NONE : String.format(Locale.ROOT, "%.3f", value);
  }
}
