package dev.tenor.ser.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.baseline.AcousticTable;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.report.Report;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.stats.PredictionFile;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.stats.Temperature;
import dev.tenor.ser.train.TrainListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of a tiny run, and of its evaluation.
final class RunPageTest {
  @TempDir static Path folder;

  private static RunResult result;
  private static Path run;

  @BeforeAll
  static void train() throws IOException, InterruptedException {
    run = folder.resolve("run");
    RunSpec spec = TinyRuns.spec(TinyRuns.corpus(folder.resolve("corpus")), "simd", 2);
    result = TrainingRun.start(spec, run, Execution.threads(1), TrainListener.NONE);
  }

  private static String table(Path folder, String name) throws IOException {
    return Files.readString(folder.resolve("tables").resolve(name + ".csv"));
  }

  @Test
  void aRunLeavesAPageWithEverything() throws IOException {
    String html = Files.readString(run.resolve("report.html"));
    for (String title :
        List.of(
            "Result",
            "What was run",
            "Environment",
            "Classes",
            "Speakers and sentences",
            "Probabilities",
            "The most confident errors",
            "Learning curves",
            "Audit of the split",
            "How to cite")) {
      assertTrue(html.contains("<h2>" + title + "</h2>"), title);
    }
    assertTrue(html.contains("<audio controls"), "something to listen to");
    assertTrue(html.length() < 2_000_000, html.length() + " characters");
    assertFalse(html.contains("NaN"), "a score that is none");
    String scores = table(run, "scores");
    assertTrue(scores.contains("The network,24,"), scores);
    assertTrue(scores.contains("baseline: SVM on eGeMAPS functionals,24,"), scores);
    String changed = table(run, "settings-changed");
    assertTrue(changed.contains("features.seconds,2.0,10.0"), changed);
    assertTrue(table(run, "settings").contains("network.depth,2"), "all settings");
    assertTrue(Files.readString(run.resolve("report.md")).contains("identical audio"));
  }

  /// The answers of baselines that a run has kept are those that it has scored.
  @Test
  void baselinesAreComparedUtteranceByUtterance() throws IOException {
    List<String> labels = result.test().labels();
    AcousticTable read = RunDirectory.open(run).acoustic(labels);
    assertTrue(read.hasAnswers());
    for (int i = 0; i < read.scores().size(); i++) {
      Predictions kept = read.scores().get(i).answers();
      assertEquals(result.predictions().keys(), kept.keys());
      assertEquals(result.acoustic().scores().get(i).test().wa(), kept.metrics().wa());
    }
    assertTrue(result.acoustic().hasAnswers());
  }

  @Test
  void thePageOfTheSameResultHasTheSameBytes() throws IOException {
    Report again = RunPage.of(result, true);
    byte[] html = Files.readAllBytes(again.write(folder.resolve("again"), FigureStyle.DEFAULT));
    assertEquals(Files.readString(run.resolve("report.html")), new String(html, "UTF-8"));
  }

  @Test
  void anEvaluationLeavesTheSamePage() throws IOException {
    EvaluationSet set = EvaluationSet.ofRun(run, List.of(), Side.TEST);
    Predictions test = PredictionFile.read(run.resolve("predictions.csv"));
    Path out = folder.resolve("evaluation");
    set.report(List.of(run.resolve("model.safetensors")), new Temperature(1), test)
        .write(out, FigureStyle.DEFAULT);
    for (String name : List.of("confusion", "classes", "speakers", "sexes", "ranking", "errors")) {
      assertEquals(table(run, name), table(out, name), name);
    }
    String scores = table(out, "scores").replace("The model,", "The network,");
    assertEquals(table(run, "scores"), scores);
    assertTrue(Files.exists(out.resolve("learning-curve.svg")));
  }
}
