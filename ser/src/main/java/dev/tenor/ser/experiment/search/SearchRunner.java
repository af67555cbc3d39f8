package dev.tenor.ser.experiment.search;

import dev.tenor.ser.experiment.Case;
import dev.tenor.ser.experiment.ExperimentRunner;
import dev.tenor.ser.experiment.ExperimentRunner.Goal;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Trains the variants of a grid or search, rung by rung, scores them on the validation sets, and
/// tests the best one.
public final class SearchRunner {
  private SearchRunner() {}

  /// Goes on until the best variant is tested, or until a rung waits for runs of other shards or
  /// for runs that failed other than by their settings, which the same command tries again.
  ///
  /// @param runner of the command's plan; the folder's may have more variants, which take part
  /// @return the outcome of every run that was asked for
  public static List<Outcome> run(ExperimentRunner runner)
      throws IOException, InterruptedException {
    Plan plan = runner.save();
    List<Rung> rungs = Rung.of(plan);
    runner.expect(expected(plan, rungs), plan.folds().size() * plan.seeds().size());
    List<Outcome> outcomes = new ArrayList<>();
    for (int r = 0; r < rungs.size(); r++) {
      SearchState state = SearchState.of(plan, runner.folder());
      if (state.entered().size() <= r) {
        return outcomes;
      }
      outcomes.addAll(runner.run(state.entered().get(r), Goal.VALIDATED));
    }
    SearchState end = SearchState.of(plan, runner.folder());
    if (end.chosen().isPresent()) {
      outcomes.addAll(runner.run(plan.cases(end.chosen().get()), Goal.TESTED));
    }
    return outcomes;
  }

  /// As many runs of each rung as there will be, whichever trials they are of.
  private static List<Case> expected(Plan plan, List<Rung> rungs) {
    List<Case> cases = new ArrayList<>();
    for (Rung rung : rungs) {
      plan.variants().stream()
          .limit(rung.trials())
          .map(trial -> rung.variant(plan, trial))
          .forEach(variant -> cases.addAll(plan.cases(variant)));
    }
    return cases;
  }
}
