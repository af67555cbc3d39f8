package dev.tenor.ser.experiment;

import dev.tenor.ser.run.CorpusSpec;
import dev.tenor.ser.run.RunSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/// All runs of an experiment. Saved as `experiment.json`.
///
/// @param kind the name of the experiment
/// @param base settings common to all runs; fold and seed are replaced
/// @param variants the others are compared with the first one
/// @param eta of a search by successive halving: every rung trains so many times more epochs than
///   the one before; 0 where all variants are trained in full
public record Plan(
    String kind,
    RunSpec base,
    List<Variant> variants,
    List<Integer> folds,
    List<Long> seeds,
    int eta) {
  public Plan {
    variants = List.copyOf(variants);
    folds = List.copyOf(folds);
    seeds = List.copyOf(seeds);
    requireSome("variants", variants);
    requireSome("folds", folds);
    requireSome("seeds", seeds);
    requireSome("variant names", variants.stream().map(Variant::name).toList());
    base = base.with(folds.getFirst(), seeds.getFirst(), base.config());
    if (eta != 0 && eta < 2) {
      throw new IllegalArgumentException("experiment: eta " + eta + " is less than 2");
    }
    if (eta != 0 && base.config().training().model().isAcoustic()) {
      throw new IllegalArgumentException(
          "experiment: an SVM or logistic regression has no epochs to halve; leave out --method");
    }
    for (Variant variant : variants) {
      RunSpec spec = variant.of(base, base.fold(), base.seed()); // invalid settings fail here
      if (spec.config().training().model().isAcoustic() && changesNetwork(base, spec)) {
        throw new IllegalArgumentException(
            "experiment: variant '"
                + variant.name()
                + "' changes the network, but the model is "
                + spec.config().training().model()
                + "; leave out --model");
      }
    }
    requireSome("folders", variants.stream().map(v -> new Case(v, 0, 0).folder()).toList());
  }

  /// Where all variants are trained in full.
  public Plan(
      String kind, RunSpec base, List<Variant> variants, List<Integer> folds, List<Long> seeds) {
    this(kind, base, variants, folds, seeds, 0);
  }

  /// Not only the size of its input.
  private static boolean changesNetwork(RunSpec base, RunSpec spec) {
    boolean sameFeatures = spec.config().features().equals(base.config().features());
    return sameFeatures && !spec.config().network().equals(base.config().network());
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

  /// The runs of one variant, which need not be one of [#variants].
  public List<Case> cases(Variant variant) {
    return new Plan(kind, base, List.of(variant), folds, seeds, eta).cases();
  }

  /// The settings of one run.
  public RunSpec spec(Case one) {
    return one.variant().of(base, one.fold(), one.seed());
  }

  /// The corpora of the base that a run does not train on, and which its model is tested on whole.
  public List<CorpusSpec> foreign(Case one) {
    List<String> trained = one.variant().corpora();
    return trained.isEmpty()
        ? List.of()
        : base.corpora().stream().filter(c -> !trained.contains(c.name())).toList();
  }

  /// This plan with the variants, folds and seeds of another one beside its own.
  ///
  /// @throws IllegalArgumentException if they differ in anything else, naming both values; see
  ///   [PlanDifference]
  public Plan with(Plan more) {
    PlanDifference.require(this, more);
    return new Plan(
        kind,
        base,
        union(variants, more.variants),
        union(folds, more.folds),
        union(seeds, more.seeds),
        eta);
  }

  private static <T> List<T> union(List<T> first, List<T> second) {
    SequencedSet<T> all = new LinkedHashSet<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
