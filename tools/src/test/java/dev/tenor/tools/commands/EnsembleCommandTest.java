package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.tools.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several models that answer together.
final class EnsembleCommandTest {
  @TempDir static Path folder;

  private static Path corpus;
  private static Path svm;
  private static Path logreg;

  private static Path train(String name, Object... more) {
    Path out = folder.resolve(name);
    Object[] args = {
      "train", "--corpus", "synthetic", "--data", corpus, "--out", out, "--quiet", "--model"
    };
    Tenor.run(Stream.of(args, more).flatMap(Arrays::stream).toArray()).ok();
    return out;
  }

  @BeforeAll
  static void trainOnce() throws IOException {
    corpus = folder.resolve("corpus");
    SyntheticRenderer.render(corpus, new SyntheticConfig(5, 6, 2), 2, _ -> {});
    svm = train("svm", "svm", "--functionals", "egemaps");
    logreg = train("logreg", "logreg", "--functionals", "egemaps");
  }

  private static JsonNode scores(Object... models) throws IOException {
    Object[] args = {"predict", corpus.resolve("speaker_01/angry_00.wav"), "--json"};
    Object[] all = Stream.of(args, models).flatMap(Arrays::stream).toArray();
    return Tenor.run(all).ok().json().get(0).get("scores");
  }

  @Test
  void predictAnswersWithTheirMean() throws IOException {
    JsonNode first = scores("--model", svm);
    JsonNode second = scores("--model", logreg);
    JsonNode both = scores("--model", svm, "--model", logreg);
    for (String label : List.of("neutral", "happy", "sad", "angry")) {
      double mean = (first.get(label).doubleValue() + second.get(label).doubleValue()) / 2;
      assertEquals(mean, both.get(label).doubleValue(), 1e-6, label);
    }
  }

  @Test
  void evaluateScoresThemOnTheTestSetThatTheyShare() throws IOException {
    Path out = folder.resolve("scores");
    JsonNode metrics =
        Tenor.run(
                "evaluate",
                svm,
                "--model",
                svm,
                "--model",
                logreg,
                "--data",
                corpus,
                "--out",
                out,
                "--json")
            .ok()
            .json();
    assertEquals(2, metrics.get("models").size());
    long test = Files.readString(svm.resolve("predictions.csv")).lines().count();
    assertEquals(test, Files.readString(out.resolve("predictions.csv")).lines().count());
  }

  @Test
  void modelsOfAnotherSplitMayKnowTheSpeakers() {
    Path other = train("other", "svm", "--functionals", "egemaps", "--fold", 1);
    String error = Tenor.run("evaluate", svm, "--model", other).error(ExitCode.DATA);
    assertTrue(error.contains("another split than " + svm), error);
    assertTrue(error.contains("--protocol " + svm.resolve("split.json")), error);
  }

  @Test
  void modelsWithOtherFrontEndsDoNotFit() {
    Path other = train("log-mel", "svm");
    Tenor both = Tenor.run("predict", "--model", svm, "--model", other, corpus);
    String error = both.error(ExitCode.USAGE);
    assertTrue(error.contains("one model has the front end"), error);
  }
}
