package dev.tenor.ser.report;

import dev.tenor.ser.plot.Axis;
import dev.tenor.ser.plot.Layer;
import dev.tenor.ser.plot.Layer.Area;
import dev.tenor.ser.plot.Layer.Line;
import dev.tenor.ser.plot.Look;
import dev.tenor.ser.plot.Panels;
import dev.tenor.ser.plot.XyPlot;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Probabilities over the time of a recording, stacked, above its level and where there is speech.
public final class TimelinePlot {
  private static final int COLUMNS = 800;
  private static final double LEVEL_RANGE_DB = 80;
  private static final double LONGEST_IN_SECONDS = 180;
  private static final Color PALE = new Color(0xd0d0d0);
  private static final Color DARK = new Color(0x505050);

  private final double seconds;
  private final boolean minutes;
  private final double[] x;

  private TimelinePlot(double seconds) {
    this.seconds = seconds;
    minutes = seconds > LONGEST_IN_SECONDS;
    x = new double[COLUMNS];
    Arrays.setAll(x, c -> time(c) / (minutes ? 60 : 1));
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
    TimelinePlot plot = new TimelinePlot(seconds);
    Axis time =
        Axis.of(plot.minutes ? "time, min" : "time, s", 0, seconds / (plot.minutes ? 60 : 1));
    Axis percent = Axis.of("probability, %", 0, 100);
    Axis decibels = Axis.of("level, dB", -LEVEL_RANGE_DB, 0);
    return new Figure(
        "timeline",
        title,
        "Probabilities over time, above the level and where there is speech.",
        new Panels(
            List.of(
                new XyPlot(time, percent, 0.45, plot.stack(labels, windows)),
                new XyPlot(time, decibels, 0.22, plot.level(level)))));
  }

  /// The middle of a column in seconds.
  private double time(int column) {
    return (column + 0.5) * seconds / COLUMNS;
  }

  /// The first label on top, as in the legend, with white lines between them: they can be told
  /// apart without colours.
  private List<Layer> stack(List<String> labels, List<Window> windows) {
    int classes = labels.size();
    double[][] tops = new double[classes + 1][COLUMNS];
    for (int c = 0; c < COLUMNS; c++) {
      double[] mean = mean(windows, time(c), classes);
      double top = 0;
      tops[classes][c] = Double.isNaN(mean[0]) ? Double.NaN : 0;
      for (int k = classes - 1; k >= 0; k--) {
        top += 100 * mean[k];
        tops[k][c] = top;
      }
    }
    List<Layer> layers = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      layers.add(new Area(labels.get(k), x, tops[k + 1], tops[k], Look.of(k).color()));
    }
    for (int k = 1; k < classes; k++) {
      layers.add(new Line("", x, tops[k], Look.EDGE));
    }
    return layers;
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
  private List<Layer> level(Level level) {
    double[] floor = constant(-LEVEL_RANGE_DB);
    double[] all = constant(-LEVEL_RANGE_DB);
    double[] speech = constant(-LEVEL_RANGE_DB);
    int frames = level.decibels().length;
    for (int t = 0; t < frames; t++) {
      int column = (int) ((long) t * COLUMNS / frames);
      int last = (int) Math.max(column, ((long) t + 1) * COLUMNS / frames - 1);
      double decibels = Math.clamp(level.decibels()[t], -LEVEL_RANGE_DB, 0);
      for (int c = column; c <= Math.min(last, COLUMNS - 1); c++) {
        all[c] = Math.max(all[c], decibels);
        speech[c] = level.speech()[t] ? Math.max(speech[c], decibels) : speech[c];
      }
    }
    return List.of(
        new Area("level", x, floor, all, PALE), new Area("with speech", x, floor, speech, DARK));
  }

  private static double[] constant(double value) {
    double[] y = new double[COLUMNS];
    Arrays.fill(y, value);
    return y;
  }
}
