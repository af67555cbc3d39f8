package dev.tenor.ser.run;

import dev.tenor.ser.audit.SplitAudit;
import dev.tenor.ser.split.SplitSummary;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.train.EpochRecord;
import java.util.List;
import java.util.SortedMap;

/// What a finished run gave.
///
/// @param audit what the split gives away
/// @param bestEpoch the epoch whose weights were kept
/// @param val the scores of these weights on the validation side
/// @param predictions the answers for the test side, computed once
/// @param skipped utterance key → why its recording could not be read, of those left out
public record RunResult(
    RunDirectory directory,
    RunSpec spec,
    SplitSummary split,
    SplitAudit audit,
    List<EpochRecord> history,
    int bestEpoch,
    Metrics val,
    Predictions predictions,
    SortedMap<String, String> skipped) {
  /// The scores on the test side.
  public Metrics test() {
    return predictions.metrics();
  }
}
