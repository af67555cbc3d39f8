package dev.tenor.ser.experiment.search;

import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.Variant;
import dev.tenor.ser.train.TrainConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A step of successive halving (Jamieson and Talwalkar 2016): all its trials are trained for a
/// share of the epochs, and the best go on to the next, which trains for more.
///
/// A trial does not go on from the weights of the rung before: its learning rate falls over its own
/// epochs, so every rung trains anew and is a small whole training. That costs at most 1 / (eta −
/// 1) more.
///
/// @param trials how many are in it
/// @param divisor of the epochs: 1 for the last rung, which trains in full
record Rung(int trials, int divisor) {
  /// The rungs of a plan; a single one, in full, where it does not halve. There are as many as the
  /// trials allow, and as the epochs do, of which the first has at least one.
  static List<Rung> of(Plan plan) {
    int trials = plan.variants().size();
    int epochs = plan.base().config().training().epochs();
    List<Integer> divisors = new ArrayList<>(List.of(1));
    for (long d = plan.eta(); d > 1 && d <= Math.min(trials, epochs); d *= plan.eta()) {
      divisors.addFirst((int) d);
    }
    List<Rung> rungs = new ArrayList<>();
    for (int divisor : divisors) {
      rungs.add(new Rung(trials, divisor));
      trials = Math.max(1, trials / Math.max(1, plan.eta()));
    }
    return rungs;
  }

  /// A trial as this rung trains it: epochs, fewest steps and warm-up divided, rounded up.
  Variant variant(Plan plan, Variant trial) {
    if (divisor == 1) {
      return trial;
    }
    TrainConfig full = plan.base().config().with(trial.settings()).training();
    Map<String, Object> settings = new TreeMap<>(trial.settings());
    settings.put("epochs", Math.ceilDiv(full.epochs(), divisor));
    settings.put("minSteps", Math.ceilDiv(full.minSteps(), divisor));
    settings.put("warmup", Math.ceilDiv(full.warmup(), divisor));
    return new Variant(trial.name() + " at 1 of " + divisor, settings, trial.corpora());
  }

  /// `1/9`, or `all`.
  String share() {
    return divisor == 1 ? "all" : "1/" + divisor;
  }
}
