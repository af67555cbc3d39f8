package dev.tenor.ser.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.baseline.AcousticTable;
import dev.tenor.ser.model.Presets;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.TinyRuns;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.train.History;
import dev.tenor.ser.train.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlanTest {
  private static final AcousticTable NONE = new AcousticTable(List.of());

  private final RunSpec base = TinyRuns.spec(Path.of("corpus"), "scalar", 3);

  @Test
  void theAblationReplacesEachPartOfThePapersNetwork() {
    List<Variant> variants = Variants.ablation(Presets.network("paper"));
    assertEquals(
        List.of(
            "as configured",
            "without STL",
            "aggregation last",
            "aggregation attention",
            "aggregation mean",
            "sequence tokens",
            "separate layers",
            "without embed_scale"),
        variants.stream().map(Variant::name).toList());
    Plan plan = new Plan("ablation", base, variants, List.of(0), List.of(1L));
    List<Case> cases = plan.cases();
    assertEquals(0, plan.spec(cases.get(1)).config().network().depth());
    assertEquals(false, plan.spec(cases.get(6)).config().network().shared());
    assertEquals(base.config(), plan.spec(cases.get(0)).config());
  }

  @Test
  void everyFoldAndSeedHasAFolderOfItsOwn() {
    Plan plan =
        new Plan("d", base, Variants.depths(List.of(0, 12)), List.of(2, 0), List.of(5L, -1L));
    List<Path> folders = plan.cases().stream().map(Case::folder).toList();
    assertEquals(8, folders.stream().distinct().count());
    assertEquals(Path.of("runs", "depth-0", "fold2-seed5"), folders.getFirst());
    assertEquals(12, plan.spec(plan.cases().getLast()).config().network().depth());
    assertEquals(-1, plan.spec(plan.cases().getLast()).seed());
  }

  @Test
  void whatCannotBeRunIsRefusedBeforehand() {
    List<Variant> none = Variants.none();
    List<Variant> wrong = List.of(new Variant("x", Map.of("depht", 1)));
    List<Integer> folds = List.of(0);
    List<Long> seeds = List.of(1L);
    assertThrows(IllegalArgumentException.class, () -> new Plan("d", base, wrong, folds, seeds));
    assertThrows(
        IllegalArgumentException.class, () -> new Plan("d", base, none, List.of(1, 1), seeds));
    assertThrows(IllegalArgumentException.class, () -> new Plan("d", base, none, folds, List.of()));
  }

  @Test
  void runsArePairedByFoldAndSeed() {
    List<RunRecord> first = List.of(record(0, 1, "abcd", 4), record(1, 1, "efgh", 2));
    List<RunRecord> second =
        List.of(record(1, 1, "efgh", 4), record(0, 1, "abcd", 3), record(1, 2, "efgh", 0));
    Comparison c = Comparison.of("a", first, "b", second);
    assertEquals(2, c.pairs());
    assertEquals(0.125, c.wa().meanDifference(), 1e-12, "second minus first");
    assertEquals(1, c.mcNemar().onlyFirst());
    assertEquals(2, c.mcNemar().onlySecond());
    assertNull(Comparison.of("a", first, "b", List.of(record(7, 1, "abcd", 1))));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Comparison.of("a", first, "b", List.of(record(0, 1, "wxyz", 1))))
            .getMessage();
    assertTrue(message.contains("tested on other utterances"), message);
  }

  @Test
  void runsOnOtherLabelsAreNotCompared() {
    RunRecord xy = record(0, 1, "abc", 2);
    assertEquals(
        "as configured, fold 0, seed 1 and as configured, fold 0, seed 1 tell other classes apart,"
            + " [x, y] and [x, z]; only runs with the same labels can be compared",
        refusal(xy, labelled(List.of("x", "z"), 0)));
    assertTrue(refusal(xy, labelled(List.of("x", "y"), 1)).contains(" call a x and y; only runs"));
    Comparison turned =
        Comparison.of("a", List.of(xy), "b", List.of(labelled(List.of("y", "x"), 1)));
    assertEquals(1, turned.pairs(), "in another order they are the same labels");
  }

  private static String refusal(RunRecord first, RunRecord second) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> Comparison.of("a", List.of(first), "b", List.of(second)))
        .getMessage();
  }

  /// A run with three utterances of one class.
  private static RunRecord labelled(List<String> labels, int truth) {
    float[][] probabilities = {{1, 0}, {1, 0}, {1, 0}};
    int[] truths = {truth, truth, truth};
    Predictions predictions =
        new Predictions(labels, List.of("a", "b", "c"), truths, probabilities);
    return new RunRecord(
        new Case(Variants.none().getFirst(), 0, 1), predictions, NONE, new History(Monitor.WA));
  }

  /// A run that has the first `right` utterances right.
  private static RunRecord record(int fold, long seed, String keys, int right) {
    float[][] probabilities = new float[keys.length()][];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < keys.length(); i++) {
      names.add(keys.substring(i, i + 1));
      probabilities[i] = i < right ? new float[] {1, 0} : new float[] {0, 1};
    }
    Predictions predictions =
        new Predictions(List.of("x", "y"), names, new int[keys.length()], probabilities);
    return new RunRecord(
        new Case(Variants.none().getFirst(), fold, seed),
        predictions,
        NONE,
        new History(Monitor.WA));
  }
}
