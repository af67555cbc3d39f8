package dev.tenor.ser.experiment.search;

import dev.tenor.ser.experiment.Case;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.Variant;
import dev.tenor.ser.run.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How far a grid or search is, by what its folder holds alone: an interrupted search goes on as if
/// it had not been, and ends with the same table.
public final class SearchState {
  private final Plan plan;
  private final Path folder;
  private final Map<Variant, TrialScore> scores = new LinkedHashMap<>();
  private final List<List<Case>> entered = new ArrayList<>();
  private final List<Case> open = new ArrayList<>();
  private Variant chosen;

  private SearchState(Plan plan, Path folder) {
    this.plan = plan;
    this.folder = folder;
  }

  /// Reads the folder of a plan.
  public static SearchState of(Plan plan, Path folder) throws IOException {
    SearchState state = new SearchState(plan, folder);
    List<Variant> trials = plan.variants();
    for (Rung rung : Rung.of(plan)) {
      List<TrialScore> ranked = state.enter(rung, best(trials, rung));
      if (!state.open.isEmpty()) {
        return state;
      }
      trials = ranked.stream().map(TrialScore::trial).toList();
    }
    TrialScore first = state.scores.get(trials.getFirst());
    state.chosen = first.failure().isPresent() ? null : first.trial();
    return state;
  }

  private static List<Variant> best(List<Variant> ranked, Rung rung) {
    return ranked.subList(0, Math.min(rung.trials(), ranked.size()));
  }

  /// @return the scores in this rung, the best first, of those that have one
  private List<TrialScore> enter(Rung rung, List<Variant> trials) throws IOException {
    List<TrialScore> reached = new ArrayList<>();
    List<Case> cases = new ArrayList<>();
    for (Variant trial : trials) {
      List<Validation> runs = new ArrayList<>();
      for (Case one : plan.cases(rung.variant(plan, trial))) {
        cases.add(one);
        Validation.read(folder.resolve(one.folder()))
            .ifPresentOrElse(runs::add, () -> open.add(one));
      }
      if (runs.size() == plan.folds().size() * plan.seeds().size()) {
        reached.add(new TrialScore(trial, rung, runs));
      }
    }
    entered.add(cases);
    reached.sort(TrialScore.BEST_FIRST);
    reached.forEach(score -> scores.put(score.trial(), score));
    return reached;
  }

  /// Every variant that has scores: those that reached a later rung first, in a rung the best.
  public List<TrialScore> ranking() {
    List<TrialScore> ranking = new ArrayList<>(scores.values());
    ranking.sort(
        Comparator.<TrialScore>comparingInt(s -> s.rung().divisor())
            .thenComparing(TrialScore.BEST_FIRST));
    return ranking;
  }

  /// The runs of each rung so far, the present one last.
  public List<List<Case>> entered() {
    return List.copyOf(entered);
  }

  /// The runs of the present rung that are not trained yet; none at the end.
  public List<Case> open() {
    return List.copyOf(open);
  }

  /// The best variant of the last rung; empty before all are trained, and where all failed.
  public Optional<Variant> chosen() {
    return Optional.ofNullable(chosen);
  }
}
