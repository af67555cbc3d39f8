package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model that is normalised over all recordings of a speaker.
final class SpeakerCmvnCommandTest {
  @TempDir static Path folder;

  private static Path corpus;
  private static Path run;

  private static Path train(String name, Object... more) {
    Path out = folder.resolve(name);
    List<Object> args = new ArrayList<>(List.of("train", "--corpus", "synthetic", "--quiet"));
    args.addAll(List.of("--data", corpus, "--out", out));
    args.addAll(List.of(more));
    Tenor.run(args.toArray()).ok();
    return out;
  }

  @BeforeAll
  static void trainOnce() throws IOException {
    corpus = folder.resolve("corpus");
    SyntheticRenderer.render(corpus, new SyntheticConfig(5, 6, 2), 2, _ -> {});
    run = train("run", "--model", "svm", "--cmvn", "mean-variance", "--cmvn-over", "speaker");
  }

  @Test
  void evaluateRepeatsTheScoresOfTheRun() throws IOException {
    JsonNode saved = Json.mapper().readTree(run.resolve("metrics.json").toFile()).get("test");
    JsonNode again = Tenor.run("evaluate", run, "--data", corpus, "--json").ok().json();
    assertEquals(saved.get("loss"), again.get("loss"));
    assertEquals(saved.get("confusion"), again.get("confusion"));
  }

  /// The test speaker's rows of `predictions.csv`: file → probability of angry.
  private static Map<String, Double> predictions() throws IOException {
    List<String> lines = Files.readAllLines(run.resolve("predictions.csv"));
    int column = List.of(lines.getFirst().split(",")).indexOf("p_angry");
    Map<String, Double> angry = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      angry.put(cells[0], Double.parseDouble(cells[column]));
    }
    return angry;
  }

  @Test
  void allRecordingsOfASpeakerGetTheSameAnswersFromPredict() throws IOException {
    Map<String, Double> saved = predictions();
    String speaker = saved.keySet().iterator().next().split("/")[0];
    Tenor all = Tenor.run("predict", "--model", run, "--json", corpus.resolve(speaker)).ok();
    assertTrue(all.err().contains("normalised over all recordings of a speaker"), all.err());
    assertEquals(2 * 4, all.json().size());
    for (JsonNode one : all.json()) {
      Path file = Path.of(one.get("file").textValue());
      double expected = saved.get(speaker + "/" + file.getFileName());
      assertEquals(expected, one.get("scores").get("angry").doubleValue(), 1e-6, file.toString());
    }
  }

  @Test
  void aRecordingLongerThanTheModelHearsIsRefused() {
    Object[] options = {
      "--model", "logreg", "--cmvn", "mean", "--cmvn-over", "corpus", "--seconds", 0.5
    };
    Path brief = train("brief", options);
    Path clip = corpus.resolve("speaker_01/angry_00.wav");
    String error = Tenor.run("predict", "--model", brief, clip).error(ExitCode.DATA);
    assertTrue(error.contains("longer than 0.5 s"), error);
    assertTrue(error.contains("all recordings of a corpus"), error);
  }
}
