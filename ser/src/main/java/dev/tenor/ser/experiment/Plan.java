package dev.tenor.ser.experiment;

import dev.tenor.ser.run.RunSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// All runs of an experiment. Saved as `experiment.json`.
///
/// @param kind the name of the experiment
/// @param base settings common to all runs; fold and seed are replaced
/// @param variants the others are compared with the first one
public record Plan(
    String kind, RunSpec base, List<Variant> variants, List<Integer> folds, List<Long> seeds) {
  public Plan {
    variants = List.copyOf(variants);
    folds = List.copyOf(folds);
    seeds = List.copyOf(seeds);
    requireSome("variants", variants);
    requireSome("folds", folds);
    requireSome("seeds", seeds);
    requireSome("variant names", variants.stream().map(Variant::name).toList());
    for (Variant variant : variants) {
      if (base.config().training().model().isAcoustic() && !variant.network().isEmpty()) {
        throw new IllegalArgumentException(
            "experiment: variant '"
                + variant.name()
                + "' changes the network, but the model is "
                + base.config().training().model()
                + "; leave out --model");
      }
      variant.of(base.config()); // invalid settings fail here, before any run
    }
  }

  private static void requireSome(String what, List<?> values) {
    if (values.isEmpty() || new HashSet<>(values).size() != values.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "experiment: %s %s; give at least one, each once", what, values));
    }
  }

  /// The runs, grouped by seed and fold, so that an unfinished experiment can be evaluated.
  public List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (long seed : seeds) {
      for (int fold : folds) {
        variants.forEach(variant -> cases.add(new Case(variant, fold, seed)));
      }
    }
    return cases;
  }

  /// The settings of one run.
  public RunSpec spec(Case one) {
    return base.with(one.fold(), one.seed(), one.variant().of(base.config()));
  }
}
