package dev.tenor.ser.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.ser.DataException;
import dev.tenor.ser.Remedy;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.features.FeatureCache;
import dev.tenor.ser.predict.Recognizer;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.ser.train.TrainListener;
import dev.tenor.ser.train.TrainingFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingRunTest {
  @TempDir static Path folder;
  private static Path corpus;

  @BeforeAll
  static void render() throws IOException {
    corpus = TinyRuns.corpus(folder.resolve("corpus"));
  }

  private static byte[] model(Path run) throws IOException {
    return Files.readAllBytes(run.resolve("model.safetensors"));
  }

  private static RunResult run(String out, RunSpec spec, int threads) throws Exception {
    return TrainingRun.start(
        spec, folder.resolve(out), Execution.threads(threads), TrainListener.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd"})
  void theSameSeedGivesTheSameModelForAnyNumberOfThreads(String backend) throws Exception {
    RunSpec spec = TinyRuns.spec(corpus, backend, 2);
    run(backend + "-a", spec, 1);
    run(backend + "-b", spec, 2);
    run(backend + "-c", spec, 2);
    byte[] expected = model(folder.resolve(backend + "-a"));
    assertArrayEquals(expected, model(folder.resolve(backend + "-b")));
    assertArrayEquals(expected, model(folder.resolve(backend + "-c")));
    run(backend + "-d", spec.with(0, 12, spec.config()), 2);
    assertFalse(Arrays.equals(expected, model(folder.resolve(backend + "-d"))));
  }

  /// A listener that stops the process, as far as training can tell.
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anInterruptedRunEndsAsIfItHadNotBeen(int epoch) throws Exception {
    RunSpec spec = TinyRuns.spec(corpus, "simd", 4);
    Path whole = folder.resolve("whole-" + epoch);
    TrainingRun.start(spec, whole, Execution.threads(2), TrainListener.NONE);
    Path cut = folder.resolve("cut-" + epoch);
    TrainListener stop =
        event -> {
          if (event instanceof TrainEvent.Step s && s.epoch() == epoch + 1 && s.step() == 2) {
            throw new Interrupted();
          }
        };
    assertThrows(Interrupted.class, () -> TrainingRun.start(spec, cut, Execution.threads(2), stop));
    assertFalse(Files.exists(cut.resolve("model.safetensors")));
    TrainingRun.resume(cut, List.of(), Execution.threads(1), TrainListener.NONE);
    assertArrayEquals(model(whole), model(cut));
    assertEquals(
        Files.readString(whole.resolve("metrics.json")),
        Files.readString(cut.resolve("metrics.json")));
  }

  @Test
  void theCacheOfFeaturesChangesNothing() throws Exception {
    RunSpec spec = TinyRuns.spec(corpus, "simd", 1);
    run("uncached", spec, 2);
    for (String cached : List.of("0 of 72", "72 of 72")) {
      Path out = folder.resolve("cached " + cached);
      List<String> messages = new ArrayList<>();
      FeatureCache cache = new FeatureCache(folder.resolve("cache"), messages::add);
      TrainListener listener =
          event -> {
            if (event instanceof TrainEvent.Message(String text)) {
              messages.add(text);
            }
          };
      TrainingRun.start(spec, out, new Execution(2, cache), listener);
      assertArrayEquals(model(folder.resolve("uncached")), model(out));
      String expected = "features: " + cached + " recordings from the cache in ";
      assertTrue(messages.stream().anyMatch(m -> m.startsWith(expected)), messages.toString());
    }
  }

  @Test
  void theRunFolderExplainsItself() throws Exception {
    RunResult result = run("explained", TinyRuns.spec(corpus, "simd", 3), 2);
    Path out = result.directory().path();
    assertEquals(3, result.history().size());
    assertEquals(4, Files.readAllLines(out.resolve("history.csv")).size());
    JsonNode metrics = Json.mapper().readTree(out.resolve("metrics.json").toFile());
    assertEquals("speaker", metrics.get("protocol").asText());
    assertTrue(metrics.get("test_speakers_unseen").asBoolean());
    assertEquals(result.test().wa(), metrics.get("test").get("wa").asDouble());
    assertEquals(4, metrics.get("baselines").size());
    assertEquals(
        result.acoustic().lines(), result.directory().acoustic(result.test().labels()).lines());
    JsonNode split = Json.mapper().readTree(out.resolve("split.json").toFile());
    assertEquals(72, split.get("utterances").size());
    for (String plot : List.of("learning-curve", "confusion-matrix")) {
      byte[] bytes = Files.readAllBytes(out.resolve(plot + ".png"));
      assertEquals("PNG", new String(bytes, 1, 3, StandardCharsets.US_ASCII));
      assertTrue(Files.readString(out.resolve(plot + ".svg")).contains("<svg"));
    }
    String page = Files.readString(out.resolve("README.md"));
    assertTrue(page.contains("no speaker is shared"), page);
    assertTrue(page.contains("SVM on log-mel functionals"), page);
    assertTrue(page.contains("SVM on eGeMAPS functionals"), page);
    assertEquals(
        result.acoustic().best().orElseThrow().test().ua() >= result.test().ua(),
        page.contains("the network does not beat the "),
        page);
    assertEquals(RunSpec.class, result.directory().spec().getClass());
    assertEquals(result.spec(), result.directory().spec());
  }

  @Test
  void theModelFileIsAllThatPredictionNeeds() throws Exception {
    RunResult result = run("model", TinyRuns.spec(corpus, "simd", 3), 2);
    SerModel model = SerModel.load(result.directory().model());
    try (Backend backend = Backends.open("scalar", 1);
        Recognizer recognizer = new Recognizer(model, backend)) {
      List<Path> files;
      try (var stream = Files.walk(corpus)) {
        files = stream.filter(p -> p.toString().endsWith(".wav")).sorted().toList();
      }
      List<Recognizer.Prediction> all = recognizer.predict(files, 2, done -> {});
      for (int i : new int[] {0, 31, 71}) {
        Recognizer.Prediction alone =
            recognizer.predict(List.of(files.get(i)), 1, done -> {}).getFirst();
        assertEquals(all.get(i).scores(), alone.scores(), "alone and in a batch");
      }
      float sum = 0;
      for (float score : all.getFirst().scores().values()) {
        sum += score;
      }
      assertEquals(1, sum, 1e-5);
    }
  }

  /// Another task for the same stages: fewer classes, the first stage frozen.
  @Test
  void aRunBeginsWithTheWeightsOfAnotherModel() throws Exception {
    RunSpec spec = TinyRuns.spec(corpus, "simd", 2);
    Path first = run("first", spec, 2).directory().model();
    SerConfig config = spec.config().with(Map.of(), Map.of(), Map.of("freeze", "extraction"));
    String labels = "neutral,sad,happy=,angry=";
    RunSpec tuned =
        new RunSpec(
            spec.corpora(), labels, spec.shares(), 0, 5, null, first.toString(), "simd", config);
    List<String> messages = new ArrayList<>();
    Path out = folder.resolve("tuned");
    TrainListener listener =
        event -> {
          if (event instanceof TrainEvent.Message(String text)) {
            messages.add(text);
          }
        };
    TrainingRun.start(tuned, out, Execution.threads(1), listener);
    assertTrue(
        messages.contains(
            "weights of " + first + ", all but [classifier.fc2.weight, classifier.fc2.bias]"),
        messages.toString());
    SerModel before = SerModel.load(first);
    SerModel after = SerModel.load(out.resolve("model.safetensors"));
    assertArrayEquals(before.standardizer().mean(), after.standardizer().mean());
    for (String name : before.weights().names()) {
      boolean same = Arrays.equals(before.weights().floats(name), after.weights().floats(name));
      assertEquals(name.startsWith("extraction."), same, name);
    }
    assertEquals(tuned, RunDirectory.open(out).spec());
  }

  @Test
  void anExistingRunIsNotOverwritten() throws Exception {
    RunSpec spec = TinyRuns.spec(corpus, "simd", 1);
    run("twice", spec, 1);
    DataException e = assertThrows(DataException.class, () -> run("twice", spec, 1));
    assertEquals(Remedy.OTHER_FOLDER_OR_RESUME, e.remedy().orElseThrow());
  }

  @Test
  void aDivergingRunSaysSo() {
    RunSpec spec = TinyRuns.spec(corpus, "simd", 3);
    RunSpec wild =
        spec.with(
            0, 1, spec.config().with(Map.of(), Map.of(), Map.of("lr", 999, "weightDecay", 1e38)));
    TrainingFailedException e =
        assertThrows(TrainingFailedException.class, () -> run("diverging", wild, 1));
    assertTrue(e.getMessage().contains("smaller learning rate"), e.getMessage());
  }
}
