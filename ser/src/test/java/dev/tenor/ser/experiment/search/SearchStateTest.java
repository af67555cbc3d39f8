package dev.tenor.ser.experiment.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.experiment.Case;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.Variant;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.TinyRuns;
import dev.tenor.ser.run.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Successive halving with scores that were written by hand.
final class SearchStateTest {
  private final RunSpec base = TinyRuns.spec(Path.of("corpus"), "scalar", 9);

  @TempDir Path folder;

  private Plan plan(int trials, int eta) {
    List<Variant> variants = new ArrayList<>();
    for (int i = 1; i <= trials; i++) {
      variants.add(new Variant("trial " + i, Map.of("lr", 1e-3 * i)));
    }
    return new Plan("search", base, variants, List.of(0), List.of(1L, 2L), eta);
  }

  private void score(Case one, double ua, double loss) throws IOException {
    new Validation(9, 9, ua, ua, ua, loss, null).write(folder.resolve(one.folder()));
  }

  private static List<String> names(List<TrialScore> scores) {
    return scores.stream().map(score -> score.trial().name()).toList();
  }

  @Test
  void rungsFollowTheTrialsAndTheEpochs() {
    assertEquals(List.of(new Rung(10, 9), new Rung(3, 3), new Rung(1, 1)), Rung.of(plan(10, 3)));
    assertEquals(List.of(new Rung(40, 9), new Rung(13, 3), new Rung(4, 1)), Rung.of(plan(40, 3)));
    assertEquals(List.of(new Rung(2, 1)), Rung.of(plan(2, 3)), "too few to halve");
    assertEquals(List.of(new Rung(10, 1)), Rung.of(plan(10, 0)));
    Plan plan = plan(10, 3);
    Variant small = new Rung(10, 9).variant(plan, plan.variants().get(4));
    assertEquals("trial 5 at 1 of 9", small.name());
    assertEquals(1, small.settings().get("epochs"));
    assertEquals(5e-3, small.settings().get("lr"));
    assertEquals(plan.variants().get(4), new Rung(1, 1).variant(plan, plan.variants().get(4)));
  }

  @Test
  void theBestThirdGoesOnAndTheBestOfTheLastRungIsChosen() throws IOException {
    Plan plan = plan(9, 3);
    SearchState first = SearchState.of(plan, folder);
    assertEquals(18, first.open().size());
    assertEquals(1, first.entered().size());
    for (Case one : first.open()) {
      double seed = one.seed() == 1 ? 0.05 : -0.05; // the mean counts
      int trial = Integer.parseInt(one.variant().name().split(" ")[1]);
      score(one, List.of(2, 5, 8).contains(trial) ? 0.7 + seed : 0.01 * trial, 1);
    }
    SearchState second = SearchState.of(plan, folder);
    assertEquals(6, second.open().size());
    assertEquals("trial 2 at 1 of 3", second.open().getFirst().variant().name());
    assertFalse(second.chosen().isPresent());
    for (Case one : second.open()) {
      boolean fifth = one.variant().name().startsWith("trial 5");
      score(
          one,
          fifth ? 0.6 : 0.61,
          fifth ? 1 : one.variant().name().startsWith("trial 8") ? 0.5 : 2);
    }
    SearchState third = SearchState.of(plan, folder);
    assertEquals("trial 8", third.open().getFirst().variant().name(), "lower loss at the same UA");
    assertEquals(2, third.open().size());
    for (Case one : third.open()) {
      score(one, 0.2, 1);
    }
    SearchState end = SearchState.of(plan, folder);
    assertEquals("trial 8", end.chosen().orElseThrow().name(), "whatever others had in full");
    assertEquals(List.of(), end.open());
    assertEquals(
        List.of("trial 8", "trial 2", "trial 5", "trial 9", "trial 7"),
        names(end.ranking()).subList(0, 5));
    assertEquals(9, end.ranking().size());
  }

  @Test
  void aTrialThatFailedIsLastAndStopsNothing() throws IOException {
    Plan plan = plan(3, 0);
    for (Case one : plan.cases()) {
      score(one, one.variant().name().equals("trial 3") ? Double.NaN : 0.5, 1);
    }
    Case bad = plan.cases().getFirst();
    Validation.failed("loss is NaN at step 3").write(folder.resolve(bad.folder()));
    SearchState state = SearchState.of(plan, folder);
    assertEquals("trial 2", state.chosen().orElseThrow().name());
    assertEquals(List.of("trial 2", "trial 3", "trial 1"), names(state.ranking()));
    for (Case one : plan.cases()) {
      Validation.failed("loss is NaN").write(folder.resolve(one.folder()));
    }
    assertTrue(SearchState.of(plan, folder).chosen().isEmpty(), "none can be chosen");
  }
}
