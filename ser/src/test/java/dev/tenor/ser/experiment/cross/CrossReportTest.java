package dev.tenor.ser.experiment.cross;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.experiment.Case;
import dev.tenor.ser.experiment.ExperimentFolder;
import dev.tenor.ser.experiment.ExperimentRunner;
import dev.tenor.ser.experiment.LocalTrainings;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Pace;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.Shard;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.run.CorpusSpec;
import dev.tenor.ser.run.Execution;
import dev.tenor.ser.run.ForeignAnswers;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.TinyRuns;
import dev.tenor.ser.stats.PredictionFile;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.ser.train.TrainListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three tiny synthetic corpora across each other.
final class CrossReportTest {
  private static final List<String> NAMES = List.of("a", "b", "c");

  @TempDir static Path folder;

  private static Plan plan;
  private static Path out;
  private static List<Outcome> outcomes;
  private static int started;

  @BeforeAll
  static void runOnce() throws IOException, InterruptedException {
    List<CorpusSpec> corpora = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      Path data = folder.resolve(NAMES.get(i));
      SyntheticRenderer.render(data, new SyntheticConfig(5 + i, 4 + i, 1), 2, _ -> {});
      corpora.add(new CorpusSpec(NAMES.get(i), "synthetic", data.toString(), "speaker"));
    }
    RunSpec tiny = TinyRuns.spec(folder.resolve("a"), "simd", 1);
    RunSpec base =
        new RunSpec(
            corpora, tiny.labels(), new TreeMap<>(), 0, 1, null, null, "simd", tiny.config());
    plan = new Plan("cross", base, TrainingSets.of(NAMES), List.of(0), List.of(1L));
    out = folder.resolve("out");
    outcomes = run();
  }

  private static List<Outcome> run() throws IOException, InterruptedException {
    ExperimentRunner.Listener counts =
        new ExperimentRunner.Listener() {
          @Override
          public TrainListener started(Case one, Pace pace) {
            started++;
            return TrainListener.NONE;
          }

          @Override
          public void finished(Outcome outcome, Pace pace) {}
        };
    return new ExperimentRunner(
            plan, out, Shard.ALL, new LocalTrainings(1, Execution.threads(1)), counts)
        .run();
  }

  @Test
  void trainsOnEachAndOnAllButEach() {
    assertEquals(
        List.of("a", "b", "c", "all but a", "all but b", "all but c"),
        plan.variants().stream().map(v -> v.name()).toList());
    assertEquals(2, TrainingSets.of(List.of("a", "b")).size(), "all but a is b alone");
    assertThrows(IllegalArgumentException.class, () -> TrainingSets.of(List.of("a")));
    assertTrue(outcomes.stream().allMatch(Outcome::isFinished));
    Case last = plan.cases().getLast();
    assertEquals("a+b", plan.spec(last).corpus());
    assertEquals(List.of("c"), plan.foreign(last).stream().map(CorpusSpec::name).toList());
  }

  @Test
  void homeIsUnheardSpeakersAndForeignIsWhole() throws IOException {
    CrossMatrix matrix = new CrossMatrix(plan, outcomes);
    assertEquals(18, matrix.cells().size());
    CrossCell home = matrix.cell("c", "c").orElseThrow();
    assertTrue(home.home());
    assertTrue(home.speakers() < 6, "some train");
    CrossCell foreign = matrix.cell("a", "c").orElseThrow();
    assertFalse(foreign.home());
    assertEquals(6, foreign.speakers());
    assertEquals(6 * 4, foreign.pooled().count());
    assertEquals(0.25, foreign.chance());
    assertTrue(foreign.interval().low() <= foreign.pooled().ua());
    assertTrue(foreign.pooled().ua() <= foreign.interval().high());
    CrossCell joined = matrix.cell("all but b", "c").orElseThrow();
    assertEquals(home.pooled().count(), joined.pooled().count(), "the same fold");
    assertTrue(joined.home());
    assertEquals(5 * 4, matrix.cell("all but b", "b").orElseThrow().pooled().count());
  }

  @Test
  void theReportIsMadeOfFilesAndLostAnswersAreGivenAgain()
      throws IOException, InterruptedException {
    new CrossReport(plan, outcomes).build().write(out, FigureStyle.DEFAULT);
    String table = Files.readString(out.resolve("tables/matrix.csv"));
    assertEquals(7, table.lines().count());
    assertTrue(Files.exists(out.resolve("matrix.svg")));
    String page = Files.readString(out.resolve("report.md"));
    assertTrue(page.contains("a: trained on itself "), page);
    assertTrue(page.contains("trained on all but c:"), "the audit of each training");
    assertTrue(page.contains("identical audio in a and b: none"), page);
    Path answers = ForeignAnswers.file(outcomes.getFirst().folder(), "b");
    byte[] before = Files.readAllBytes(answers);
    assertEquals(20, PredictionFile.read(answers).size());
    Files.delete(answers);
    assertFalse(ExperimentFolder.outcomes(out, plan).getFirst().isFinished());
    int trained = started;
    List<Outcome> again = run();
    assertEquals(trained + 1, started);
    assertArrayEquals(before, Files.readAllBytes(answers), "by the same model");
    new CrossReport(plan, again).build().write(out, FigureStyle.DEFAULT);
    assertEquals(page, Files.readString(out.resolve("report.md")));
  }

  @Test
  void classesThatACorpusLacksAreLeftOut() throws IOException {
    StringBuilder rows = new StringBuilder("path,emotion,speaker\n");
    for (String emotion : List.of("neutral", "happy", "angry")) {
      rows.append("a/speaker_01/" + emotion + "_00.wav," + emotion + ",1\n");
    }
    Path poor = Files.writeString(folder.resolve("poor.csv"), rows);
    List<CorpusSpec> both =
        List.of(
            plan.base().corpora().getFirst(),
            new CorpusSpec("poor", "csv", poor.toString(), "speaker"));
    CommonLabels common = CommonLabels.of(both, LabelMap.FOUR);
    assertEquals(List.of("neutral", "happy", "angry"), common.labels().labels());
    assertTrue(common.labels().leavesOut("sadness") && common.labels().leavesOut("sad"));
    assertEquals(List.of("sad is left out everywhere: poor has none"), common.notes());
    LabelMap two = LabelMap.parse("sad,happy,neutral=,angry=");
    String message =
        assertThrows(DataException.class, () -> CommonLabels.of(both, two)).getMessage();
    assertTrue(message.contains("not two classes in common"), message);
  }
}
