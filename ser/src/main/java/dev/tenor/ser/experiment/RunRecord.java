package dev.tenor.ser.experiment;

import dev.tenor.ser.baseline.AcousticTable;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.PredictionFile;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.train.EpochRecord;
import dev.tenor.ser.train.History;
import java.io.IOException;

/// A finished run, read from its folder. Reports use only this, so they are the same whether or not
/// the experiment was interrupted.
///
/// @param acoustic the scores of acoustic baselines; none in the folders of older runs
public record RunRecord(
    Case run, Predictions predictions, AcousticTable acoustic, History history) {
  static RunRecord read(Outcome outcome) throws IOException {
    RunDirectory directory = RunDirectory.open(outcome.folder());
    Predictions predictions = PredictionFile.read(directory.predictions());
    return new RunRecord(
        outcome.run(),
        predictions,
        directory.acoustic(predictions.labels()),
        History.read(directory.history(), directory.spec().config().training()));
  }

  public Metrics test() {
    return predictions.metrics();
  }

  /// The first epoch with the best validation score, which was kept.
  public EpochRecord kept() {
    return history.best();
  }
}
