package dev.tenor.ser.experiment.cross;

import dev.tenor.ser.stats.Bootstrap;
import dev.tenor.ser.stats.Interval;
import dev.tenor.ser.stats.MeanSd;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The scores of the models of one training set on one corpus.
///
/// @param trained the name of the training set
/// @param tested the corpus
/// @param home whether the training set has other speakers of this corpus; the speakers of the test
///   sides are then tested, elsewhere all
/// @param runs how many models were tested
/// @param speakers how many people
/// @param ua mean and standard deviation over the runs
/// @param pooled the scores of all answers of all runs together
/// @param interval of the pooled UA, bootstrap over speakers; null if there is only one
public record CrossCell(
    String trained,
    String tested,
    boolean home,
    int runs,
    int speakers,
    MeanSd ua,
    Metrics pooled,
    Interval interval) {
  private static final long SEED = 1;

  /// @param runs the answers of each model, at least one
  /// @param speakers key → speaker
  static CrossCell of(
      String trained,
      String tested,
      boolean home,
      List<Predictions> runs,
      Map<String, String> speakers) {
    Predictions all = Predictions.pooled(runs);
    Set<String> people = new HashSet<>();
    all.keys().forEach(key -> people.add(speakers.get(key)));
    return new CrossCell(
        trained,
        tested,
        home,
        runs.size(),
        people.size(),
        MeanSd.of(runs, predictions -> predictions.metrics().ua()),
        all.metrics(),
        Bootstrap.of(all, speakers::get).interval(Metrics::ua, SEED).orElse(null));
  }

  /// The UA of guessing, of the classes that are there.
  public double chance() {
    return 1.0 / (pooled.labels().size() - pooled.absent().size());
  }

  /// Whether the interval of the UA goes down to that of guessing.
  public boolean isNearChance() {
    return (interval == null ? pooled.ua() : interval.low()) <= chance();
  }
}
