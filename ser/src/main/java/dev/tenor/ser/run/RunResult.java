package dev.tenor.ser.run;

import dev.tenor.ser.audit.SplitAudit;
import dev.tenor.ser.baseline.AcousticTable;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.report.CalibrationReport;
import dev.tenor.ser.report.CorpusTable;
import dev.tenor.ser.split.SplitSummary;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.train.History;
import java.util.SortedMap;

/// The results of a finished run.
///
/// @param listing the utterances of all subsets, without those that were left out
/// @param audit the leakage audit of the split
/// @param acoustic the scores of acoustic baselines on the same split
/// @param history all epochs; the weights of the best one were kept
/// @param val the scores of these weights on the validation set, after calibration
/// @param predictions the predictions for the test set after calibration, computed once
/// @param calibration the temperature, fitted on the validation set, and what it changes on the
///   test set
/// @param byCorpus the scores on the test set by corpus
/// @param skipped utterance key → why its recording could not be read, of those left out
public record RunResult(
    RunDirectory directory,
    RunSpec spec,
    Listing listing,
    SplitSummary split,
    SplitAudit audit,
    AcousticTable acoustic,
    History history,
    Metrics val,
    Predictions predictions,
    CalibrationReport calibration,
    CorpusTable byCorpus,
    SortedMap<String, String> skipped) {
  /// The scores on the test set.
  public Metrics test() {
    return predictions.metrics();
  }
}
