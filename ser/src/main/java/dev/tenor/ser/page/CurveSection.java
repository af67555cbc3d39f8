package dev.tenor.ser.page;

import dev.tenor.ser.report.LearningCurve;
import dev.tenor.ser.report.Section;
import dev.tenor.ser.train.EpochRecord;
import dev.tenor.ser.train.History;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How a network learned: loss, WA and UA by epoch.
public final class CurveSection {
  private CurveSection() {}

  /// @param history at least one epoch
  /// @param about which run
  public static Section of(History history, String about) {
    List<EpochRecord> epochs = history.records();
    int best = history.bestEpoch();
    return Section.titled("Learning curves")
        .text("Trained " + history.size() + " epochs; epoch " + best + " was kept.")
        .plot(
            LearningCurve.of(
                new LearningCurve.Epochs(
                    values(epochs, EpochRecord::trainLoss),
                    values(epochs, EpochRecord::valLoss),
                    values(epochs, EpochRecord::trainWa),
                    values(epochs, EpochRecord::valWa),
                    values(epochs, EpochRecord::valUa)),
                best,
                about))
        .build();
  }

  private static double[] values(List<EpochRecord> epochs, ToDoubleFunction<EpochRecord> value) {
    return epochs.stream().mapToDouble(value).toArray();
  }
}
