package dev.tenor.ser.report;

import dev.tenor.ser.plot.Axis;
import dev.tenor.ser.plot.Layer;
import dev.tenor.ser.plot.Look;
import dev.tenor.ser.plot.XyPlot;
import dev.tenor.ser.stats.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The ROC and precision-recall curves of every class against all others.
public final class RankingPlots {
  /// In points of per cent.
  private static final double NEAR = 0.4;

  private RankingPlots() {}

  /// The share of a class that is found, against the share of the others that pass for it.
  ///
  /// @param rankings class → ranking, each defined
  public static Figure roc(Map<String, Ranking> rankings, String prefix) {
    List<Layer> layers = new ArrayList<>();
    double[] ends = {0, 100};
    layers.add(new Layer.Line("chance", ends, ends, Look.CHANCE));
    add(layers, rankings, Ranking::falsePositiveRate, Ranking::recall);
    return new Figure(
        prefix + "roc",
        "ROC",
        "ROC curves, each class against all others.",
        plot("false positive rate, %", "true positive rate, %", layers));
  }

  /// The share of right ones among what passes for a class, against the share that is found.
  public static Figure precisionRecall(Map<String, Ranking> rankings, String prefix) {
    List<Layer> layers = new ArrayList<>();
    add(layers, rankings, Ranking::recall, Ranking::precision);
    return new Figure(
        prefix + "precision-recall",
        "Precision and recall",
        "Precision-recall curves, each class against all others.",
        plot("recall, %", "precision, %", layers));
  }

  private static void add(
      List<Layer> layers,
      Map<String, Ranking> rankings,
      Function<Ranking, double[]> x,
      Function<Ranking, double[]> y) {
    int[] count = {0};
    rankings.forEach((label, r) ->
        layers.add(
            line(label, percent(x.apply(r)), percent(y.apply(r)), Look.of(count[0]++).unmarked())));
  }

  private static XyPlot plot(String x, String y, List<Layer> layers) {
    return new XyPlot(Axis.of(x, 0, 100), Axis.of(y, 0, 100), 0.8, layers);
  }

  /// Without points so close to the one before that nobody would see them.
  private static Layer line(String name, double[] x, double[] y, Look look) {
    int last = x.length - 1;
    int[] kept = new int[x.length];
    int count = 0;
    for (int i = 0; i <= last; i++) {
      int before = count == 0 ? -1 : kept[count - 1];
      boolean near =
          before >= 0 && Math.abs(x[i] - x[before]) < NEAR && Math.abs(y[i] - y[before]) < NEAR;
      if (!near || i == last) {
        kept[count++] = i;
      }
    }
    int[] some = Arrays.copyOf(kept, count);
    return new Layer.Line(
        name,
        Arrays.stream(some).mapToDouble(i -> x[i]).toArray(),
        Arrays.stream(some).mapToDouble(i -> y[i]).toArray(),
        look);
  }

  private static double[] percent(double[] shares) {
    return Arrays.stream(shares).map(share -> 100 * share).toArray();
  }
}
