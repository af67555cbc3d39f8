package dev.tenor.ser.report;

import dev.tenor.ser.plot.Axis;
import dev.tenor.ser.plot.Layer;
import dev.tenor.ser.plot.Layer.Line;
import dev.tenor.ser.plot.Look;
import dev.tenor.ser.plot.Panels;
import dev.tenor.ser.plot.XyPlot;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Loss and scores by epoch, with the epoch that was kept (paper figure 4b).
public final class LearningCurve {
  private static final double ASPECT = 0.42;

  private LearningCurve() {}

  /// What was measured in every epoch; scores are in 0 … 1.
  public record Epochs(
      double[] trainLoss, double[] valLoss, double[] trainWa, double[] valWa, double[] valUa) {}

  /// @param bestEpoch the epoch that was kept, from 1
  public static Figure of(Epochs epochs, int bestEpoch, String title) {
    double[] x = IntStream.rangeClosed(1, epochs.valWa().length).asDoubleStream().toArray();
    Axis axis = Axis.whole("epoch");
    Layer kept =
        new Layer.Rule(
            String.format(Locale.ROOT, "epoch kept: %d", bestEpoch), true, bestEpoch, Look.CHANCE);
    XyPlot loss =
        new XyPlot(
            axis,
            new Axis("loss", 0, Double.NaN, false, true),
            ASPECT,
            List.of(
                new Line("training", x, epochs.trainLoss(), Look.of(0)),
                new Line("validation", x, epochs.valLoss(), Look.of(1)),
                kept));
    XyPlot scores =
        new XyPlot(
            axis,
            Axis.of("WA and UA, %", 0, 100),
            ASPECT,
            List.of(
                new Line("training", x, percent(epochs.trainWa()), Look.of(0)),
                new Line("validation", x, percent(epochs.valWa()), Look.of(1)),
                new Line("validation UA", x, percent(epochs.valUa()), Look.of(2)),
                kept));
    return new Figure(
        "learning-curve",
        title,
        "Loss and accuracy (WA) by epoch, and UA of the validation set; those of the training with"
            + " dropout.",
        new Panels(List.of(loss, scores)));
  }

  private static double[] percent(double[] shares) {
    return DoubleStream.of(shares).map(share -> 100 * share).toArray();
  }
}
