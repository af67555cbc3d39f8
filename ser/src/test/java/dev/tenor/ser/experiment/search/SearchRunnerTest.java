package dev.tenor.ser.experiment.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.experiment.Case;
import dev.tenor.ser.experiment.ExperimentFolder;
import dev.tenor.ser.experiment.ExperimentMerge;
import dev.tenor.ser.experiment.ExperimentRunner;
import dev.tenor.ser.experiment.LocalTrainings;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Pace;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.Shard;
import dev.tenor.ser.experiment.Variant;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.run.Execution;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.TinyRuns;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.ser.train.TrainListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A search by halving of tiny runs: whole, interrupted, in shards.
final class SearchRunnerTest {
  private static final List<String> FILES =
      List.of("tables/variants.csv", "tables/summary.csv", "variants.svg");

  @TempDir static Path folder;

  private static Plan plan;
  private static Path whole;

  @BeforeAll
  static void runOnce() throws IOException, InterruptedException {
    RunSpec base = TinyRuns.spec(TinyRuns.corpus(folder.resolve("corpus")), "simd", 3);
    List<Variant> trials = new ArrayList<>();
    for (double lr : new double[] {1e-5, 3e-3, 1e-2}) {
      trials.add(new Variant("trial " + (trials.size() + 1), Map.of("lr", lr)));
    }
    plan = new Plan("search", base, trials, List.of(0), List.of(3L), 3);
    whole = folder.resolve("whole");
    run(whole, Shard.ALL, Integer.MAX_VALUE);
  }

  /// @param epochs after which it is interrupted
  private static List<Outcome> run(Path out, Shard shard, int epochs)
      throws IOException, InterruptedException {
    AtomicInteger left = new AtomicInteger(epochs);
    ExperimentRunner.Listener listener =
        new ExperimentRunner.Listener() {
          @Override
          public TrainListener started(Case one, Pace pace) {
            return event -> {
              if (event instanceof TrainEvent.Epoch && left.decrementAndGet() == 0) {
                throw new CancellationException();
              }
            };
          }

          @Override
          public void finished(Outcome outcome, Pace pace) {
            assertTrue(pace.done() <= pace.total(), pace.toString());
          }
        };
    List<Outcome> outcomes =
        SearchRunner.run(
            new ExperimentRunner(
                plan, out, shard, new LocalTrainings(1, Execution.threads(1)), listener));
    new SearchReport(ExperimentFolder.plan(out), out).build().write(out, FigureStyle.DEFAULT);
    return outcomes;
  }

  private static void assertSame(Path out) throws IOException {
    for (String file : FILES) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(out.resolve(file)), file);
    }
  }

  @Test
  void onlyTheChosenVariantIsTested() throws IOException {
    SearchReport report = new SearchReport(plan, whole);
    String chosen = report.ranking().getFirst().trial().name();
    assertEquals(chosen, report.chosen().orElseThrow().variant().name());
    List<Path> tested;
    try (Stream<Path> files = Files.walk(whole.resolve("runs"))) {
      tested = files.filter(f -> f.endsWith("predictions.csv")).toList();
    }
    assertEquals(1, tested.size(), tested.toString());
    Path folderOfChosen = Path.of("runs", chosen.replace(' ', '-'), "fold0-seed3");
    assertEquals(whole.resolve(folderOfChosen), tested.getFirst().getParent());
    String table = Files.readString(whole.resolve("tables/variants.csv"));
    assertEquals(4, table.lines().count(), table);
    assertTrue(table.contains(",all,") && table.contains(",1/3,"), table);
    assertTrue(report.sentences().getFirst().contains("The validation sets chose " + chosen));
  }

  /// In the first rung, the last, and before the test.
  @Test
  void anInterruptedSearchEndsWithTheSameTable() throws IOException, InterruptedException {
    Path out = folder.resolve("interrupted");
    for (int epochs : new int[] {2, 1, 2, 1}) {
      assertThrows(InterruptedException.class, () -> run(out, Shard.ALL, epochs));
    }
    run(out, Shard.ALL, Integer.MAX_VALUE);
    assertSame(out);
  }

  @Test
  void shardsWaitForEachOtherAndAreJoined() throws IOException, InterruptedException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    assertEquals(2, run(first, new Shard(1, 2), Integer.MAX_VALUE).size());
    assertEquals(1, run(second, new Shard(2, 2), Integer.MAX_VALUE).size());
    SearchReport part = new SearchReport(plan, first);
    assertTrue(part.sentences().getFirst().startsWith("Not finished: 1 of 3 runs of rung 1 of 2"));
    assertFalse(Files.readString(first.resolve("report.md")).contains("test set"));
    Path joined = folder.resolve("joined");
    assertEquals(plan, ExperimentMerge.join(joined, List.of(first, second)));
    run(joined, Shard.ALL, Integer.MAX_VALUE);
    assertSame(joined);
  }

  @Test
  void moreTrialsJoinTheFolder() throws IOException, InterruptedException {
    List<Variant> more = new ArrayList<>(plan.variants());
    more.add(new Variant("trial 4", Map.of("lr", 2e-3)));
    Plan four = new Plan("search", plan.base(), more, plan.folds(), plan.seeds(), 3);
    assertEquals(4, plan.with(four).variants().size());
    Plan other =
        new Plan(
            "search",
            plan.base(),
            List.of(new Variant("trial 1", Map.of("lr", 2e-3))),
            plan.folds(),
            plan.seeds(),
            3);
    String message =
        assertThrows(IllegalArgumentException.class, () -> plan.with(other)).getMessage();
    assertEquals("variant 'trial 1' settings lr is 1.0E-5 there and 0.002 here", message);
  }
}
