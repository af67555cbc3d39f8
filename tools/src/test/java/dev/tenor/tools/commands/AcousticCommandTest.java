package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.tools.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands with an SVM on the measures of the voice in place of a network.
final class AcousticCommandTest {
  @TempDir static Path folder;

  private static Path corpus;
  private static Path run;
  private static Tenor trained;

  private static Tenor train(Path out, String model, String functionals, Object... more) {
    List<Object> args = new ArrayList<>(List.of("train", "--corpus", "synthetic"));
    args.addAll(List.of("--data", corpus, "--out", out, "--json", "--threads", 2));
    args.addAll(List.of("--model", model, "--functionals", functionals));
    args.addAll(List.of(more));
    return Tenor.run(args.toArray());
  }

  @BeforeAll
  static void trainOnce() throws IOException {
    corpus = folder.resolve("corpus");
    SyntheticRenderer.render(corpus, new SyntheticConfig(5, 6, 2), 2, _ -> {});
    run = folder.resolve("run");
    trained = train(run, "svm", "egemaps").ok();
  }

  @Test
  void stdoutHoldsTheMetricsAlone() throws IOException {
    assertEquals(Files.readString(run.resolve("metrics.json")), trained.out());
    assertTrue(trained.err().contains("fitting SVM on eGeMAPS functionals"), trained.err());
  }

  @Test
  void predictAnswersWithIt() throws IOException {
    Path clip = corpus.resolve("speaker_01/angry_00.wav");
    JsonNode answer = Tenor.run("predict", "--model", run, "--json", clip).ok().json().get(0);
    assertEquals(4, answer.get("scores").size());
    double sum = 0;
    for (JsonNode score : answer.get("scores")) {
      sum += score.doubleValue();
    }
    assertEquals(1, sum, 1e-5);
    assertTrue(answer.get("emotion").isTextual());
  }

  @Test
  void predictHearsALongRecordingInWindows() throws IOException {
    Path clip = corpus.resolve("speaker_01/angry_00.wav");
    JsonNode whole = Tenor.run("predict", "--model", run, "--json", clip).ok().json().get(0);
    Path brief = folder.resolve("brief");
    train(brief, "logreg", "egemaps", "--seconds", 0.5).ok();
    JsonNode answer = Tenor.run("predict", "--model", brief, "--json", clip).ok().json().get(0);
    assertEquals(1, whole.get("windows").intValue());
    assertTrue(answer.get("windows").intValue() > 1, answer::toString);
    assertEquals(whole.get("seconds"), answer.get("heard_seconds"));
  }

  @Test
  void aPackedOneHasACardAndAnswersTheSame() throws IOException {
    Path models = folder.resolve("models");
    Tenor.run("models", "pack", run, "--name", "voice", "--purpose", "a test", "--out", models)
        .ok();
    Path packed = models.resolve("voice.safetensors");
    Path clip = corpus.resolve("speaker_01/angry_00.wav");
    assertEquals(
        Tenor.run("predict", "--model", run, "--json", "--unsure", 0.5, clip).ok().out(),
        Tenor.run("predict", "--model", packed, "--json", clip).ok().out());
  }

  @Test
  void evaluateRepeatsTheScoresOfTheRun() throws IOException {
    JsonNode saved = Json.mapper().readTree(run.resolve("metrics.json").toFile()).get("test");
    JsonNode test = Tenor.run("evaluate", run, "--json").ok().json();
    assertEquals(saved.get("confusion"), test.get("confusion"));
    assertEquals(saved.get("loss"), test.get("loss"));
  }

  @Test
  void infoSaysWhatItIs() throws IOException {
    JsonNode info = Tenor.run("info", run, "--json").ok().json();
    assertEquals("svm", info.get("model").textValue());
    assertEquals("egemaps", info.get("functionals").textValue());
    assertFalse(info.has("network"));
  }

  @Test
  void whatNeedsANetworkSaysSo() {
    String line = Tenor.run("export", run).error(ExitCode.DATA);
    assertTrue(line.contains("acoustic model"), line);
    line = train(folder.resolve("none"), "network", "egemaps").error(ExitCode.USAGE);
    assertTrue(line.contains("choose model svm or logreg"), line);
    assertFalse(Files.exists(folder.resolve("none")));
  }
}
