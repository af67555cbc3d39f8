package dev.tenor.ser.run;

import dev.tenor.ser.audit.SplitAudit;
import dev.tenor.ser.baseline.HeardTable;
import dev.tenor.ser.split.SplitSummary;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.train.History;
import java.util.SortedMap;

/// What a finished run gave.
///
/// @param audit what the split gives away
/// @param heard the scores of baselines that hear a little, on the same sides
/// @param history all epochs; the weights of the best one were kept
/// @param val the scores of these weights on the validation side
/// @param predictions the answers for the test side, computed once
/// @param skipped utterance key → why its recording could not be read, of those left out
public record RunResult(
    RunDirectory directory,
    RunSpec spec,
    SplitSummary split,
    SplitAudit audit,
    HeardTable heard,
    History history,
    Metrics val,
    Predictions predictions,
    SortedMap<String, String> skipped) {
  /// The scores on the test side.
  public Metrics test() {
    return predictions.metrics();
  }
}
