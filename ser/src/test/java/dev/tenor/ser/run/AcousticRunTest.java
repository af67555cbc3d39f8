package dev.tenor.ser.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.io.FormatException;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.predict.Recognizer;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.predict.TrainedModel;
import dev.tenor.ser.stats.PredictionFile;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.train.TrainListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs that train an SVM or a logistic regression.
final class AcousticRunTest {
  @TempDir static Path folder;
  private static Path corpus;

  @BeforeAll
  static void render() throws IOException {
    corpus = TinyRuns.corpus(folder.resolve("corpus"));
  }

  private static RunSpec spec(String model, String functionals) {
    RunSpec spec = TinyRuns.spec(corpus, "scalar", 1);
    return spec.with(
        0,
        1,
        spec.config()
            .with(
                Map.of("seconds", 6), // all of every recording, so that there is one window
                Map.of(),
                Map.of("model", model, "functionals", functionals)));
  }

  private static RunResult run(Path out, RunSpec spec, int threads) throws Exception {
    return TrainingRun.start(spec, out, Execution.threads(threads), TrainListener.NONE);
  }

  @ParameterizedTest
  @CsvSource({"svm,log-mel", "svm,egemaps", "logreg,log-mel", "logreg,egemaps"})
  void theModelFileSaysWhatTheRunSaid(String model, String functionals) throws Exception {
    Path out = folder.resolve(model + functionals);
    RunResult result = run(out, spec(model, functionals), 2);
    assertTrue(result.test().ua() > 0.5, "UA " + result.test().ua()); // four classes
    Path again = folder.resolve(model + functionals + "-again");
    run(again, spec(model, functionals), 1);
    for (String file : List.of("model.safetensors", "predictions.csv", "metrics.json")) {
      assertArrayEquals(
          Files.readAllBytes(out.resolve(file)), Files.readAllBytes(again.resolve(file)), file);
    }
    Predictions test = PredictionFile.read(result.directory().predictions());
    TrainedModel loaded = TrainedModel.load(result.directory().model());
    try (Backend backend = Backends.open("scalar", 1);
        Recognizer recognizer = new Recognizer(loaded, backend)) {
      for (int i = 0; i < 3; i++) {
        Path file = result.directory().path().resolve(corpus.resolve(test.keys().get(i)));
        Recognizer.Prediction p = recognizer.predict(List.of(file), 1, _ -> {}).getFirst();
        assertEquals(null, p.error(), String.valueOf(p.error()));
        assertEquals(test.labels(), List.copyOf(p.scores().keySet()));
        for (int k = 0; k < test.labels().size(); k++) {
          assertEquals(test.probabilities()[i][k], p.scores().get(test.labels().get(k)), 1e-6f);
        }
      }
    }
    assertThrows(FormatException.class, () -> SerModel.load(result.directory().model()));
  }

  @Test
  void theFolderHoldsWhatMakesSense() throws Exception {
    Path out = folder.resolve("folder");
    RunResult result = run(out, spec("svm", "egemaps"), 2);
    for (String file : List.of("config.json", "split.json", "utterances.csv", "history.csv")) {
      assertTrue(Files.exists(out.resolve(file)), file);
    }
    assertFalse(Files.exists(out.resolve("checkpoint.safetensors")));
    assertFalse(Files.exists(out.resolve("learning-curve.png")));
    String page = Files.readString(out.resolve("README.md"));
    assertTrue(page.contains("SVM on eGeMAPS functionals"), page);
    assertFalse(page.contains("checkpoint"), page);
    assertFalse(page.contains("does not beat"), page);
    JsonNode metrics = Json.mapper().readTree(out.resolve("metrics.json").toFile());
    assertEquals(result.test().ua(), metrics.get("test").get("ua").asDouble());
    byte[] model = Files.readAllBytes(out.resolve("model.safetensors"));
    RunResult resumed =
        TrainingRun.resume(out, List.of(), Execution.threads(1), TrainListener.NONE);
    assertEquals(result.test().ua(), resumed.test().ua());
    assertTrue(Arrays.equals(model, Files.readAllBytes(out.resolve("model.safetensors"))));
  }

  @Test
  void functionalsAreForAcousticModelsAlone() {
    Path out = folder.resolve("network");
    RunSpec spec = spec("network", "egemaps");
    String message =
        assertThrows(IllegalArgumentException.class, () -> run(out, spec, 1)).getMessage();
    assertTrue(message.contains("choose model svm or logreg"), message);
    assertFalse(Files.exists(out));
  }

  @Test
  void whatIsForTheNetworkIsRefused() throws Exception {
    RunSpec acoustic = spec("svm", "log-mel");
    RunSpec fineTuned =
        new RunSpec(
            acoustic.corpora(),
            acoustic.labels(),
            acoustic.shares(),
            0,
            1,
            null,
            "model.safetensors",
            "scalar",
            acoustic.config());
    Path out = folder.resolve("refused");
    String message =
        assertThrows(IllegalArgumentException.class, () -> run(out, fineTuned, 1)).getMessage();
    assertEquals(
        "a model to begin with (init) is for the network; leave it out for an acoustic model",
        message);
    assertFalse(Files.exists(out));
  }
}
