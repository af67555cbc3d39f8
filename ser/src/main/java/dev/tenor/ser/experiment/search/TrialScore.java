package dev.tenor.ser.experiment.search;

import dev.tenor.ser.experiment.Variant;
import dev.tenor.ser.run.Validation;
import dev.tenor.ser.stats.MeanSd;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The validation scores of one variant on all folds and seeds.
///
/// @param trial as the plan has it
/// @param rung the last one that it reached
/// @param runs its scores there, at least one
public record TrialScore(Variant trial, Rung rung, List<Validation> runs) {
  /// The best first: by the mean UA; of the same UA by the mean loss; a trial whose training failed
  /// comes last. What is still the same keeps its order.
  static final Comparator<TrialScore> BEST_FIRST =
      Comparator.<TrialScore, Boolean>comparing(s -> s.failure().isPresent())
          .thenComparing(s -> -s.ua().mean())
          .thenComparing(s -> s.loss().mean());

  public TrialScore {
    runs = List.copyOf(runs);
  }

  /// Why a training of it failed.
  public Optional<String> failure() {
    return runs.stream().filter(Validation::hasFailed).map(Validation::failure).findFirst();
  }

  public MeanSd ua() {
    return MeanSd.of(runs, Validation::ua);
  }

  public MeanSd wa() {
    return MeanSd.of(runs, Validation::wa);
  }

  public MeanSd macroF1() {
    return MeanSd.of(runs, Validation::macroF1);
  }

  public MeanSd loss() {
    return MeanSd.of(runs, Validation::loss);
  }

  public MeanSd epochs() {
    return MeanSd.of(runs, Validation::epochs);
  }

  /// Which share of the epochs it was trained for.
  public String share() {
    return rung.share();
  }
}
