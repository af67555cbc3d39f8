package dev.tenor.ser.report;

import dev.tenor.ser.plot.ColorScale;
import dev.tenor.ser.plot.MatrixPlot;
import dev.tenor.ser.plot.MatrixPlot.Cell;
import dev.tenor.ser.stats.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A confusion matrix normalised by row: each cell shows the percentage of its true class, and
/// below it the number of utterances. The row of a class without an utterance is marked and empty.
public final class ConfusionPlot {
  private ConfusionPlot() {}

  /// @param metrics of at least one utterance
  /// @param title what was scored
  public static Figure of(Metrics metrics, String title) {
    int classes = metrics.labels().size();
    List<String> rows = new ArrayList<>();
    Cell[][] cells = new Cell[classes][classes];
    for (int k = 0; k < classes; k++) {
      rows.add(metrics.labels().get(k) + (metrics.isPresent(k) ? "" : " (none)"));
      for (int j = 0; j < classes && metrics.isPresent(k); j++) {
        double share = metrics.share(k, j);
        String percent = String.format(Locale.ROOT, "%.0f", 100 * share);
        cells[k][j] = new Cell(share, percent, Integer.toString(metrics.confusion()[k][j]));
      }
    }
    return new Figure(
        "confusion-matrix",
        title,
        "Where each true class went, in % and below in utterances.",
        new MatrixPlot("predicted", "true", metrics.labels(), rows, cells, ColorScale.BLUES));
  }
}
