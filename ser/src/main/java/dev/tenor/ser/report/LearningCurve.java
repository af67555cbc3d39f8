package dev.tenor.ser.report;

import dev.tenor.ser.report.Charts.Line;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Training and validation accuracy by epoch, with the epoch that was kept (paper figure 4b).
public final class LearningCurve {
  private LearningCurve() {}

  /// @param trainWa the accuracy in training of every epoch, 0 … 1, likewise `valWa`
  /// @param bestEpoch the epoch that was kept, from 1
  public static Figure of(double[] trainWa, double[] valWa, int bestEpoch, String title) {
    double[] epochs = IntStream.rangeClosed(1, trainWa.length).asDoubleStream().toArray();
    List<Line> lines =
        List.of(
            new Line("training (with dropout)", epochs, percent(trainWa), null),
            new Line("validation", epochs, percent(valWa), null));
    XYChart chart = Charts.lines("Learning curve: " + title, "epoch", "WA, %", lines);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
    XYSeries kept =
        chart.addSeries(
            "epoch kept: " + bestEpoch, new double[] {bestEpoch, bestEpoch}, new double[] {0, 100});
    kept.setMarker(SeriesMarkers.NONE).setLineColor(Charts.GREY);
    return new Figure("learning-curve", "Accuracy by epoch.", chart);
  }

  private static double[] percent(double[] shares) {
    return DoubleStream.of(shares).map(share -> 100 * share).toArray();
  }
}
