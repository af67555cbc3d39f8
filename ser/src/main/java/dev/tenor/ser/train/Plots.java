package dev.tenor.ser.train;

import dev.tenor.ser.report.Figure;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// The plots of a run.
final class Plots {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;
  private static final Color BLUE = new Color(0x1f77b4);
  private static final Color ORANGE = new Color(0xd9730d);
  private static final Color GREY = new Color(0x888888);

  private Plots() {}

  /// Training and validation accuracy by epoch, with the epoch that was kept (paper figure 4b).
  static Figure learningCurve(List<EpochRecord> history, int bestEpoch, String title) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Learning curve: " + title)
            .xAxisTitle("epoch")
            .yAxisTitle("WA, %")
            .build();
    chart.getStyler().setLocale(Locale.ROOT);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
    chart.getStyler().setXAxisDecimalPattern("0").setYAxisDecimalPattern("0");
    line(chart, "training (with dropout)", history, EpochRecord::trainWa, BLUE);
    line(chart, "validation", history, EpochRecord::valWa, ORANGE);
    XYSeries kept =
        chart.addSeries(
            "epoch kept: " + bestEpoch, new double[] {bestEpoch, bestEpoch}, new double[] {0, 100});
    kept.setMarker(SeriesMarkers.NONE).setLineColor(GREY);
    return new Figure("learning-curve", "Accuracy by epoch.", chart);
  }

  private static void line(
      XYChart chart,
      String name,
      List<EpochRecord> history,
      ToDoubleFunction<EpochRecord> value,
      Color color) {
    double[] epochs = history.stream().mapToDouble(EpochRecord::epoch).toArray();
    double[] percent = history.stream().mapToDouble(value).map(v -> 100 * v).toArray();
    XYSeries series = chart.addSeries(name, epochs, percent);
    series.setMarkerColor(color).setLineColor(color);
    series.setMarker(history.size() > 30 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
  }
}
