package dev.tenor.ser.page;

import dev.tenor.ser.report.ConfusionPlot;
import dev.tenor.ser.report.Figure;
import dev.tenor.ser.report.ScoreReport;
import dev.tenor.ser.report.Section;
import dev.tenor.ser.report.TextTable;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The confusion matrix, and precision, recall and F1 of every class.
public final class ClassSection {
  private ClassSection() {}

  /// @param prefix of the names of its files, as `depth-1-`; empty where there is one such section
  /// @param about what was scored, for the title of the plot
  public static Section of(String title, String prefix, String about, Metrics metrics) {
    Section.Builder section = Section.titled(title);
    if (!metrics.absent().isEmpty()) {
      section.text("There is " + ScoreReport.absentText(metrics) + ".");
    }
    Figure plot = ConfusionPlot.of(metrics, about);
    return section
        .table(confusion(prefix, metrics))
        .table(classes(prefix, metrics))
        .plot(new Figure(prefix + plot.name(), plot.title(), plot.caption(), plot.plot()))
        .build();
  }

  private static TextTable confusion(String prefix, Metrics metrics) {
    List<String> labels = metrics.labels();
    List<String> header = new ArrayList<>(List.of("true \\ predicted"));
    header.addAll(labels);
    header.add("all");
    List<List<String>> rows = new ArrayList<>();
    for (int truth = 0; truth < labels.size(); truth++) {
      List<String> row = new ArrayList<>(List.of(labels.get(truth)));
      for (int predicted = 0; predicted < labels.size(); predicted++) {
        int count = metrics.confusion()[truth][predicted];
        row.add(
            metrics.isPresent(truth)
                ? String.format(
                    Locale.ROOT, "%d (%.1f)", count, 100 * metrics.share(truth, predicted))
                : Share.NONE);
      }
      row.add(Integer.toString(metrics.actual(truth)));
      rows.add(row);
    }
    List<String> sum = new ArrayList<>(List.of("all"));
    for (int k = 0; k < labels.size(); k++) {
      sum.add(Integer.toString(metrics.predicted(k)));
    }
    sum.add(Integer.toString(metrics.count()));
    rows.add(sum);
    return new TextTable(
        prefix + "confusion",
        "The confusion matrix: utterances, and in brackets per cent of the true class.",
        header,
        rows);
  }

  private static TextTable classes(String prefix, Metrics metrics) {
    List<List<String>> rows = new ArrayList<>();
    for (int k = 0; k < metrics.labels().size(); k++) {
      rows.add(
          List.of(
              metrics.labels().get(k),
              Integer.toString(metrics.actual(k)),
              Integer.toString(metrics.predicted(k)),
              Share.percent(metrics.precision(k)),
              Share.percent(metrics.recall(k)),
              Share.percent(metrics.f1(k))));
    }
    return new TextTable(
        prefix + "classes",
        "Precision, recall and F1 of every class in per cent.",
        List.of("class", "utterances", "predicted", "precision", "recall", "F1"),
        rows);
  }
}
