package dev.tenor.ser.report;

import dev.tenor.ser.stats.Metrics;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/// A confusion matrix, each cell coloured by the share of its true class and labelled with it, in
/// per cent. The row of a class without an utterance is named so and stays empty.
public final class ConfusionPlot {
  static final String SERIES = "share of the true class, %";
  private static final int WIDTH = 700;

  private ConfusionPlot() {}

  /// @param metrics of at least one utterance
  /// @param title what was scored
  public static Figure of(Metrics metrics, String title) {
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(WIDTH)
            .height(Charts.HEIGHT)
            .title("% of each true class: " + title)
            .xAxisTitle("predicted")
            .yAxisTitle("true")
            .build();
    chart.getStyler().setLocale(Locale.ROOT);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setRangeColors(new Color[] {Color.WHITE, Charts.BLUE});
    chart.getStyler().setMin(0).setMax(100);
    chart.getStyler().setShowValue(true).setHeatMapValueDecimalPattern("0");
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setPlotGridLinesVisible(false);
    int classes = metrics.labels().size();
    List<String> rows = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      rows.add(metrics.labels().get(k) + (metrics.isPresent(k) ? "" : " (none)"));
    }
    Collections.reverse(rows); // the first class on top
    List<Number[]> cells = new ArrayList<>();
    for (int column = 0; column < classes; column++) {
      for (int row = 0; row < classes; row++) {
        int truth = classes - 1 - row;
        if (metrics.isPresent(truth)) {
          cells.add(new Number[] {column, row, 100 * metrics.share(truth, column)});
        }
      }
    }
    chart.addSeries(SERIES, metrics.labels(), rows, cells);
    return new Figure("confusion-matrix", "Where each true class went.", chart);
  }
}
