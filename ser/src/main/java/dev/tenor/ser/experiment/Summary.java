package dev.tenor.ser.experiment;

import dev.tenor.ser.stats.Bootstrap;
import dev.tenor.ser.stats.Interval;
import dev.tenor.ser.stats.MeanSd;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import java.util.List;
import java.util.Map;

/// The test scores of the runs of one variant.
///
/// @param wa mean and standard deviation over runs, likewise `ua`, `macroF1`
/// @param pooled the scores of all predictions of all runs together
/// @param waInterval bootstrap interval of the pooled WA over speakers, likewise `uaInterval`; null
///   if there is only one speaker
/// @param valWa validation WA of the best epochs, for choosing settings
/// @param epochs number of epochs trained
public record Summary(
    Variant variant,
    int runs,
    MeanSd wa,
    MeanSd ua,
    MeanSd macroF1,
    Metrics pooled,
    Interval waInterval,
    Interval uaInterval,
    MeanSd valWa,
    MeanSd epochs) {
  static final long SEED = 1;

  /// @param records of one variant, at least one
  /// @param speakers utterance key → speaker
  static Summary of(List<RunRecord> records, Map<String, String> speakers) {
    Predictions all = Predictions.pooled(records.stream().map(RunRecord::predictions).toList());
    Bootstrap bootstrap = Bootstrap.of(all, speakers::get);
    return new Summary(
        records.getFirst().run().variant(),
        records.size(),
        MeanSd.of(records, record -> record.test().wa()),
        MeanSd.of(records, record -> record.test().ua()),
        MeanSd.of(records, record -> record.test().macroF1()),
        all.metrics(),
        bootstrap.interval(Metrics::wa, SEED).orElse(null),
        bootstrap.interval(Metrics::ua, SEED).orElse(null),
        MeanSd.of(records, record -> record.kept().valWa()),
        MeanSd.of(records, record -> record.history().size()));
  }
}
