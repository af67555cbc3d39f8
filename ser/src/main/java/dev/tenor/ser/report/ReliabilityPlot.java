package dev.tenor.ser.report;

import dev.tenor.ser.plot.Axis;
import dev.tenor.ser.plot.Layer.Line;
import dev.tenor.ser.plot.Look;
import dev.tenor.ser.plot.XyPlot;
import dev.tenor.ser.stats.Reliability;
import dev.tenor.ser.stats.Reliability.Bin;
import java.util.List;

/// A reliability diagram: how often answers are right, against how probable the model calls them.
public final class ReliabilityPlot {
  private ReliabilityPlot() {}

  /// @param prefix of the name of its file
  public static Figure of(Reliability reliability, String prefix) {
    List<Bin> bins = reliability.bins().stream().filter(b -> b.count() > 0).toList();
    double[] ends = {0, 100};
    XyPlot plot =
        new XyPlot(
            Axis.of("mean probability of the answers, %", 0, 100),
            Axis.of("answers that are right, %", 0, 100),
            0.8,
            List.of(
                new Line("as probable as they say", ends, ends, Look.CHANCE),
                new Line(
                    "answers in 15 bins",
                    bins.stream().mapToDouble(b -> 100 * b.confidence()).toArray(),
                    bins.stream().mapToDouble(b -> 100 * b.accuracy()).toArray(),
                    Look.of(0))));
    return new Figure(
        prefix + "reliability",
        "Reliability diagram",
        "Reliability diagram: a model whose probabilities can be believed lies on the diagonal, below"
            + " it is too sure of itself.",
        plot);
  }
}
