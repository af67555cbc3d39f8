package dev.tenor.ser.plot;

import dev.tenor.ser.plot.BarPlot.Bar;
import dev.tenor.ser.plot.Layer.Area;
import dev.tenor.ser.plot.Layer.Line;
import dev.tenor.ser.plot.Layer.Points;
import dev.tenor.ser.plot.Layer.Rule;
import dev.tenor.ser.plot.MatrixPlot.Cell;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// One plot of each kind, with what is hard to lay out: many classes, long names, few points.
final class Plots {
  static final List<String> NINE =
      List.of(
          "angry",
          "calm",
          "disgust",
          "excited",
          "fearful",
          "frustrated",
          "happy",
          "neutral",
          "surprised");

  private Plots() {}

  static Map<String, Plot> all() {
    Map<String, Plot> plots = new LinkedHashMap<>();
    plots.put("four classes", matrix(List.of("angry", "happy", "neutral", "sad")));
    plots.put("nine classes", matrix(NINE));
    plots.put("one class", matrix(List.of("sad")));
    plots.put("bars", bars());
    plots.put("ratios", ratios());
    plots.put("lines of nine", lines(9, 60));
    plots.put("a line of one", lines(1, 1));
    plots.put("panels", new Panels(List.of(lines(3, 12), lines(3, 12))));
    plots.put("points", points(24));
    plots.put("logarithms", logarithms(Axis.log("flop/byte"), 1e-7, 3));
    plots.put("counts", logarithms(Axis.doubling("batch"), 1, 2));
    plots.put("areas", areas());
    plots.put("picture", picture());
    return plots;
  }

  static MatrixPlot matrix(List<String> labels) {
    Random random = new Random(1);
    int k = labels.size();
    Cell[][] cells = new Cell[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k && i != 4; j++) { // the fifth is absent
        double share = random.nextDouble();
        cells[i][j] = new Cell(share, Long.toString(Math.round(100 * share)), "1234");
      }
    }
    List<String> rows = new ArrayList<>(labels);
    if (k > 4) {
      rows.set(4, rows.get(4) + " (none)");
    }
    return new MatrixPlot("predicted", "true", labels, rows, cells, ColorScale.BLUES);
  }

  static BarPlot bars() {
    return new BarPlot(
        Axis.of("UA, %", 0, 100),
        List.of(
            new Bar("reference", 72.34, 68, 77),
            new Bar("mean instead of the learned pooling of all frames", 100, 99, 100),
            new Bar("no interval", 3, Double.NaN, Double.NaN),
            new Bar("no value", Double.NaN, Double.NaN, Double.NaN)),
        List.of(
            new Rule("chance", true, 25, Look.CHANCE),
            new Rule("best baseline: SVM on eGeMAPS functionals", true, 66, Look.BASELINE)));
  }

  static BarPlot ratios() {
    return new BarPlot(
        Axis.log("ratio"),
        List.of(new Bar("half", 0.5, 0.4, 0.6), new Bar("four times", 4, 3, 5)),
        List.of(new Rule("equal", true, 1, Look.BASELINE)),
        2);
  }

  static XyPlot lines(int lines, int points) {
    double[] x = IntStream.rangeClosed(1, points).asDoubleStream().toArray();
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      double[] y = new double[points];
      double[] low = new double[points];
      double[] high = new double[points];
      for (int k = 0; k < points; k++) {
        y[k] = k % 11 == 5 ? Double.NaN : 100 - 80.0 / (1 + k) - 3 * i;
        low[k] = y[k] - 4;
        high[k] = y[k] + 2;
      }
      layers.add(new Line(NINE.get(i), x, y, low, high, Look.of(i)));
    }
    layers.add(new Rule("chance", false, 25, Look.CHANCE));
    return new XyPlot(Axis.whole("epoch"), Axis.of("WA, %", 0, 100), 0.6, layers);
  }

  static XyPlot points(int groups) {
    Random random = new Random(2);
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      double[] x = random.doubles(5).toArray();
      double[] y = random.doubles(5).toArray();
      layers.add(new Points("speaker " + i, x, y, Look.of(i)));
    }
    return new XyPlot(Axis.blank(), Axis.blank(), 1, layers);
  }

  /// Twelve points, each larger by a factor than the one before; and one at 0, which has no place.
  private static XyPlot logarithms(Axis axis, double first, double factor) {
    double[] x = IntStream.range(0, 13).mapToDouble(i -> first * Math.pow(factor, i)).toArray();
    double[] y = IntStream.range(0, 13).mapToDouble(i -> i == 5 ? 0 : 0.3 * i * i + 1).toArray();
    List<Layer> layers = List.of(new Line("simd", x, y, y, y, Look.of(0)));
    return new XyPlot(axis, Axis.log("GFLOP/s"), 0.6, layers);
  }

  private static XyPlot areas() {
    double[] x = {0, 1, 2, 3};
    double[] low = {0, 10, Double.NaN, 0};
    double[] high = {50, 60, Double.NaN, 100};
    Area area = new Area("happy", x, low, high, Color.BLUE);
    return new XyPlot(Axis.of("time, s", 0, 3.21), Axis.of("%", 0, 100), 0.4, List.of(area));
  }

  private static ImagePlot picture() {
    float[][] values = new float[30][8];
    for (int c = 0; c < values.length; c++) {
      for (int r = 0; r < values[c].length; r++) {
        values[c][r] = -80 + c * r / 3f;
      }
    }
    values[3][3] = Float.NaN;
    Axis time = Axis.of("time, s", 0, 2.5);
    Axis mel = Axis.of("mel bin", 0, 8);
    return new ImagePlot(time, mel, 0.5, values, "level, dB", -80, 0, ColorScale.GREYS);
  }
}
