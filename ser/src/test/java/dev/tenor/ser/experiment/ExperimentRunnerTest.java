package dev.tenor.ser.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenor.ser.DataException;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.report.Report;
import dev.tenor.ser.run.Execution;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.TinyRuns;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.ser.train.TrainListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Experiments of tiny runs: interrupted, failing, repeated.
final class ExperimentRunnerTest {
  @TempDir static Path folder;

  private static Plan plan;
  private static Path whole;

  @BeforeAll
  static void runOnce() throws IOException, InterruptedException {
    RunSpec base = TinyRuns.spec(TinyRuns.corpus(folder.resolve("corpus")), "simd", 2);
    plan = new Plan("depth", base, Variants.depths(List.of(0, 1)), List.of(0, 1), List.of(3L));
    whole = folder.resolve("whole");
    report(whole, run(whole, 2, new Silent()));
  }

  /// Reports nothing.
  private static class Silent implements ExperimentRunner.Listener {
    final AtomicInteger started = new AtomicInteger();

    @Override
    public TrainListener started(Case one, Pace pace) {
      started.incrementAndGet();
      return TrainListener.NONE;
    }

    @Override
    public void finished(Outcome outcome, Pace pace) {
      assertTrue(pace.done() >= 1 && pace.done() <= pace.total());
      assertEquals(pace.done() == pace.total(), pace.left() == 0);
    }
  }

  private static List<Outcome> run(Path out, int jobs, ExperimentRunner.Listener listener)
      throws IOException, InterruptedException {
    return new ExperimentRunner(
            plan, out, Shard.ALL, new LocalTrainings(jobs, Execution.threads(1)), listener)
        .run();
  }

  private static Report report(Path out, List<Outcome> outcomes) throws IOException {
    ExperimentReport data = new ExperimentReport(plan, outcomes);
    Report report = data.build(List.of(ExperimentFigures.depth(data)), List.of());
    report.write(out, FigureStyle.DEFAULT);
    return report;
  }

  /// The listener stops the run, or the thread is interrupted and the file it writes is closed.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptedExperimentEndsWithTheSameReport(boolean byThread)
      throws IOException, InterruptedException {
    Path out = folder.resolve("interrupted " + byThread);
    AtomicInteger epochs = new AtomicInteger();
    Silent stops =
        new Silent() {
          @Override
          public TrainListener started(Case one, Pace pace) {
            return event -> {
              if (event instanceof TrainEvent.Epoch && epochs.incrementAndGet() == 3) {
                if (!byThread) {
                  throw new CancellationException(); // in the middle of the second run
                }
                Thread.currentThread().interrupt();
              }
            };
          }
        };
    assertThrows(InterruptedException.class, () -> run(out, 1, stops));
    Silent rest = new Silent();
    report(out, run(out, 2, rest));
    assertTrue(rest.started.get() < 4, "the first run is not repeated");
    for (String file :
        List.of(
            "report.html",
            "report.md",
            "tables/runs.csv",
            "tables/summary.csv",
            "depth.svg",
            "depth.pdf")) {
      assertEquals(result(whole.resolve(file)), result(out.resolve(file)), file);
    }
  }

  /// A file without what differs from process to process.
  private static String result(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
        .replaceAll("(?s)<h2>Environment</h2>.*?</section>", "")
        .replaceAll("(?s)## Environment\n.*?\n## ", "## ");
  }

  @Test
  void finishedRunsAreNotRepeated() throws IOException, InterruptedException {
    Silent listener = new Silent();
    List<Outcome> outcomes = run(whole, 1, listener);
    assertEquals(0, listener.started.get());
    assertEquals(plan.cases(), outcomes.stream().map(Outcome::run).toList());
  }

  @Test
  void aRunThatFailsOnceIsTriedAgain() throws IOException, InterruptedException {
    Path out = folder.resolve("flaky");
    AtomicBoolean failed = new AtomicBoolean();
    Silent flaky =
        new Silent() {
          @Override
          public TrainListener started(Case one, Pace pace) {
            return event -> {
              if (event instanceof TrainEvent.Epoch && !failed.getAndSet(true)) {
                throw new IllegalStateException("disk on fire");
              }
            };
          }
        };
    List<Outcome> outcomes = run(out, 1, flaky);
    assertTrue(outcomes.stream().allMatch(Outcome::isFinished));
    assertRefusesOtherUtterances(outcomes);
  }

  /// A report on a corpus that has lost an utterance since would mix two corpora.
  private static void assertRefusesOtherUtterances(List<Outcome> outcomes) throws IOException {
    Path predictions = outcomes.getFirst().folder().resolve("predictions.csv");
    String text = Files.readString(predictions);
    Files.writeString(predictions, text.replaceFirst("\nspeaker_", "\nnobody_"));
    String message =
        assertThrows(DataException.class, () -> new ExperimentReport(plan, outcomes)).getMessage();
    assertTrue(message.contains("nobody_"), message);
  }

  @Test
  void aRunThatFailsIsReportedAndTheOthersAreNotLost() throws IOException, InterruptedException {
    Path out = folder.resolve("failing");
    Path bad = out.resolve(plan.cases().get(1).folder());
    Files.createDirectories(bad);
    Files.writeString(bad.resolve("config.json"), "no settings");
    List<Outcome> outcomes = run(out, 2, new Silent());
    assertEquals(3, outcomes.stream().filter(Outcome::isFinished).count());
    assertTrue(outcomes.get(1).failure().contains("is not valid JSON"), outcomes.get(1).failure());
    Report report = report(out, outcomes);
    String failures = Files.readString(out.resolve("tables/failed.csv"));
    assertTrue(failures.contains("\"depth 1, fold 0, seed 3\""), failures);
    assertEquals(1, report.table("failed").rows().size());
    String page = Files.readString(out.resolve("report.md"));
    assertTrue(page.contains("3 of 4 runs have a result"), page);
  }

  @Test
  void anotherExperimentInTheFolderIsRefused() {
    RunSpec base = plan.base();
    RunSpec slower = base.with(0, 3, base.config().with(Map.of("lr", 1e-4)));
    Plan other = new Plan("depth", slower, plan.variants(), List.of(0), List.of(3L));
    ExperimentRunner runner =
        new ExperimentRunner(
            other, whole, Shard.ALL, new LocalTrainings(1, Execution.threads(1)), new Silent());
    String message = assertThrows(DataException.class, runner::run).getMessage();
    assertTrue(
        message.contains("holds another experiment: lr is 0.003 there and 1.0E-4 here"), message);
  }

  @Test
  void theReportComparesVariantsAndAuditsTheSplit() throws IOException, InterruptedException {
    Report report = report(whole, run(whole, 1, new Silent()));
    assertEquals(
        List.of("summary", "comparison"),
        report.tables().stream().limit(2).map(table -> table.name()).toList());
    assertEquals(4, report.table("runs").rows().size());
    List<List<String>> summary = report.table("summary").rows();
    assertEquals("chance: a uniform guess", summary.getLast().getFirst());
    assertEquals("baseline: majority", summary.get(summary.size() - 2).getFirst());
    List<String> audited = report.table("audit").rows().stream().map(List::getFirst).toList();
    assertTrue(audited.contains("identical audio"), "the runs have compared it");
    List<List<String>> acoustic =
        summary.stream().filter(row -> row.getFirst().startsWith("acoustic baseline: ")).toList();
    assertEquals(4, acoustic.size());
    assertEquals("acoustic baseline: SVM on log-mel functionals", acoustic.getFirst().getFirst());
    assertEquals("2", acoustic.getFirst().get(1), "once for each fold, not for each variant");
    Comparison self =
        ExperimentFolder.compare(
                whole, whole, new ExperimentReport(plan, run(whole, 1, new Silent())))
            .getFirst();
    assertEquals(1, self.ua().pValue(), "a run does not differ from itself");
    assertEquals(2, self.pairs());
  }

  @Test
  void runsFromBeforeThereWereBaselinesAreStillRead() throws IOException, InterruptedException {
    Path out = folder.resolve("older");
    List<Outcome> outcomes = run(out, 2, new Silent());
    for (Outcome outcome : outcomes) {
      Path metrics = outcome.folder().resolve("metrics.json");
      ObjectNode tree = (ObjectNode) Json.mapper().readTree(Files.readAllBytes(metrics));
      tree.remove("baselines");
      Files.writeString(metrics, Json.pretty(tree));
    }
    ExperimentReport older = new ExperimentReport(plan, outcomes);
    assertEquals(List.of(), older.acoustic());
    assertEquals(Optional.empty(), older.verdict());
    assertEquals(4, older.build(List.of(), List.of()).table("runs").rows().size());
    Path metrics = outcomes.getFirst().folder().resolve("metrics.json");
    Files.delete(metrics);
    assertEquals(List.of(), new ExperimentReport(plan, outcomes).acoustic());
    Files.writeString(metrics, "{\"baselines\": [{\"name\": 3}]}");
    String message =
        assertThrows(DataException.class, () -> new ExperimentReport(plan, outcomes)).getMessage();
    assertTrue(message.contains("metrics.json: is damaged"), message);
  }

  @Test
  void nothingTemporaryIsLeftBehind() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertEquals(List.of(), files.filter(f -> f.toString().endsWith(".tmp")).toList());
    }
  }
}
