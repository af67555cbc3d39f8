package dev.tenor.ser.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.run.Execution;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.TinyRuns;
import dev.tenor.ser.train.TrainListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Shards of an experiment, and what joins a folder.
final class ExperimentMergeTest {
  private static final ExperimentRunner.Listener SILENT =
      new ExperimentRunner.Listener() {
        @Override
        public TrainListener started(Case one, Pace pace) {
          return TrainListener.NONE;
        }

        @Override
        public void finished(Outcome outcome, Pace pace) {}
      };

  @TempDir static Path folder;

  private static RunSpec base;

  @BeforeAll
  static void corpus() throws IOException {
    base = TinyRuns.spec(TinyRuns.corpus(folder.resolve("corpus")), "simd", 1);
  }

  private static Plan plan(List<Integer> folds) {
    return new Plan("depth", base, Variants.depths(List.of(0, 1)), folds, List.of(3L));
  }

  private static List<Outcome> run(Plan plan, Path out, Shard shard)
      throws IOException, InterruptedException {
    return new ExperimentRunner(
            plan, out, shard, new LocalTrainings(1, Execution.threads(1)), SILENT)
        .run();
  }

  private static void report(Path out) throws IOException {
    Plan plan = ExperimentFolder.plan(out);
    ExperimentReport data = new ExperimentReport(plan, ExperimentFolder.outcomes(out, plan));
    data.build(List.of(ExperimentFigures.depth(data)), List.of()).write(out, FigureStyle.DEFAULT);
  }

  @Test
  void shardsGiveTheReportOfOneMachineAndAFolderTakesMoreFolds()
      throws IOException, InterruptedException {
    Path whole = folder.resolve("whole");
    run(plan(List.of(0)), whole, Shard.ALL);
    List<Outcome> more = run(plan(List.of(1)), whole, Shard.ALL);
    assertEquals(4, more.size(), "the runs of fold 0 are still in it");
    assertTrue(more.stream().allMatch(Outcome::isFinished));
    report(whole);

    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    List<Outcome> half = run(plan(List.of(0, 1)), first, new Shard(1, 2));
    assertEquals(2, half.stream().filter(Outcome::isFinished).count());
    assertFalse(half.stream().anyMatch(Outcome::hasFailed), "what others run has not failed");
    assertEquals("not run yet", half.get(1).failure());
    report(first);
    assertTrue(
        Files.readString(first.resolve("tables/failed.csv"))
            .contains("\"depth 1, fold 0, seed 3\""));
    run(plan(List.of(0, 1)), second, new Shard(2, 2));
    Path joined = folder.resolve("joined");
    ExperimentMerge.join(joined, List.of(first, second));
    ExperimentMerge.join(joined, List.of(joined, first));
    report(joined);
    for (String file : List.of("tables/summary.csv", "tables/runs.csv", "tables/comparison.csv")) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(joined.resolve(file)), file);
    }
    refusesOthers(joined, first);
  }

  private static void refusesOthers(Path joined, Path first) throws IOException {
    Path other = folder.resolve("other");
    RunSpec slow = base.with(0, 3, base.config().with(Map.of("lr", 1e-4, "batch", 9)));
    ExperimentFolder.save(
        other, new Plan("depth", slow, Variants.depths(List.of(0)), List.of(0), List.of(3L)));
    byte[] plan = Files.readAllBytes(joined.resolve("experiment.json"));
    String message =
        assertThrows(DataException.class, () -> ExperimentMerge.join(joined, List.of(first, other)))
            .getMessage();
    assertTrue(message.contains("batch is 7 there and 9 here; lr is 0.003 there"), message);
    assertTrue(message.contains(other.toString()), message);
    assertThrows(DataException.class, () -> ExperimentMerge.join(joined, List.of(other)));
    assertThrows(DataException.class, () -> ExperimentMerge.join(joined, List.of(folder)));
    assertArrayEquals(plan, Files.readAllBytes(joined.resolve("experiment.json")), "unchanged");
  }

  @Test
  void plansOfOlderVersionsAreRead() throws IOException {
    Path old = folder.resolve("old");
    ExperimentFolder.save(old, plan(List.of(0)));
    Path file = old.resolve("experiment.json");
    String text = Files.readString(file).replace("\"settings\"", "\"network\"");
    text = text.replaceAll(",\\s*\"corpora\" : \\[ \\]", "").replaceAll(",\\s*\"eta\" : 0", "");
    assertFalse(text.contains("\"eta\"") || text.contains("\"corpora\" : [ ]"), text);
    Files.writeString(file, text);
    assertEquals(plan(List.of(0)), ExperimentFolder.plan(old));
  }
}
