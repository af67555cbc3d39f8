package dev.tenor.ser.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Probabilities over the time of a recording, stacked, above its level and where there is speech.
public final class TimelinePlot {
  private static final int COLUMNS = 800;

  /// The probabilities lie between these ordinates, the level below.
  private static final double BASE = 40;

  private static final double TOP = BASE + 100;
  private static final double HIGHEST_LEVEL = 32;
  private static final double LEVEL_RANGE_DB = 80;
  private static final double LONGEST_IN_SECONDS = 180;
  private static final Color PALE = new Color(0xd0d0d0);
  private static final Color DARK = new Color(0x505050);

  private final double seconds;
  private final double[] x;
  private final XYChart chart;

  private TimelinePlot(String title, double seconds) {
    this.seconds = seconds;
    boolean minutes = seconds > LONGEST_IN_SECONDS;
    x = new double[COLUMNS];
    Arrays.setAll(x, c -> time(c) / (minutes ? 60 : 1));
    chart = Charts.xy(title, minutes ? "time, min" : "time, s", "probability, %");
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Area);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(seconds / (minutes ? 60 : 1));
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(TOP);
    chart.getStyler().setyAxisTickLabelsFormattingFunction(TimelinePlot::label);
    chart.getStyler().setXAxisDecimalPattern("0.##");
  }

  /// A part of a recording with its probabilities.
  ///
  /// @param start in seconds
  /// @param end in seconds
  /// @param probabilities of the labels, null for none
  public record Window(double start, double end, float[] probabilities) {}

  /// The level of a recording, frame by frame.
  ///
  /// @param decibels relative to full scale
  /// @param speech whether each frame is speech
  public record Level(float[] decibels, boolean[] speech) {}

  /// @param seconds the length of the recording
  public static Figure of(
      String title, double seconds, List<String> labels, List<Window> windows, Level level) {
    TimelinePlot plot = new TimelinePlot(title, seconds);
    plot.stack(labels, windows);
    plot.area("mask", plot.constant(BASE), Color.WHITE).setShowInLegend(false);
    plot.level(level);
    String caption = "Probabilities over time, above the level and where there is speech.";
    return new Figure("timeline", caption, plot.chart);
  }

  /// The middle of a column in seconds.
  private double time(int column) {
    return (column + 0.5) * seconds / COLUMNS;
  }

  /// Blank below the probabilities; each time another blank, as XChart looks for other ticks until
  /// no two labels are equal.
  private static String label(Double y) {
    boolean blank = y >= 0 && y < BASE;
    return blank ? " ".repeat(1 + (int) (y / 20)) : Long.toString(Math.round(y - BASE));
  }

  /// Sums of probabilities, the highest first: each area hides all of the one before that is below
  /// it.
  private void stack(List<String> labels, List<Window> windows) {
    int classes = labels.size();
    double[][] tops = new double[classes][COLUMNS];
    for (int c = 0; c < COLUMNS; c++) {
      double[] mean = mean(windows, time(c), classes);
      double top = BASE;
      for (int k = classes - 1; k >= 0; k--) { // the first label on top, as in the legend
        top += 100 * mean[k];
        tops[k][c] = top;
      }
    }
    for (int k = 0; k < classes; k++) {
      area(labels.get(k), tops[k], Charts.COLORS[k % Charts.COLORS.length]);
    }
  }

  /// The mean of the windows at a time; NaN where there is none.
  private static double[] mean(List<Window> windows, double time, int classes) {
    double[] mean = new double[classes];
    int count = 0;
    for (Window w : windows) {
      if (w.probabilities() != null && w.start() <= time && time < w.end()) {
        count++;
        for (int k = 0; k < classes; k++) {
          mean[k] += w.probabilities()[k];
        }
      }
    }
    for (int k = 0; k < classes; k++) {
      mean[k] /= count; // NaN where count is 0
    }
    return mean;
  }

  /// The highest level of each column, and once more where there is speech in it.
  private void level(Level level) {
    double[] all = constant(0);
    double[] speech = constant(0);
    int frames = level.decibels().length;
    for (int t = 0; t < frames; t++) {
      int column = (int) ((long) t * COLUMNS / frames);
      int last = (int) Math.max(column, ((long) t + 1) * COLUMNS / frames - 1);
      double range = Math.clamp(1 + level.decibels()[t] / LEVEL_RANGE_DB, 0, 1);
      for (int c = column; c <= Math.min(last, COLUMNS - 1); c++) {
        all[c] = Math.max(all[c], HIGHEST_LEVEL * range);
        speech[c] = level.speech()[t] ? Math.max(speech[c], HIGHEST_LEVEL * range) : speech[c];
      }
    }
    area("level, 80 dB", all, PALE);
    area("with speech", speech, DARK);
  }

  private double[] constant(double value) {
    double[] y = new double[COLUMNS];
    Arrays.fill(y, value);
    return y;
  }

  private XYSeries area(String name, double[] y, Color color) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE).setLineStyle(new BasicStroke(2));
    series.setLineColor(color);
    series.setMarkerColor(color);
    series.setFillColor(color);
    return series;
  }
}
