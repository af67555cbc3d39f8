package dev.tenor.ser.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.features.FeatureCache;
import dev.tenor.ser.train.EpochRecord;
import dev.tenor.ser.train.TrainListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Something is learnt: a tiny network tells the synthetic emotions of speakers it never heard.
class LearningTest {
  private static final int EPOCHS = 12;

  @TempDir static Path folder;
  private static Path corpus;

  @BeforeAll
  static void render() throws IOException {
    corpus = TinyRuns.corpus(folder.resolve("corpus"));
  }

  private static RunSpec spec(String backend) {
    RunSpec tiny = TinyRuns.spec(corpus, backend, EPOCHS);
    SerConfig config =
        tiny.config()
            .with(
                Map.of(),
                Map.of("dropout", List.of(0, 0, 0), "depth", 1),
                Map.of("lr", 1e-2)); // 24 utterances, so few steps: none of them small
    return tiny.with(0, 2, config);
  }

  /// With four emotions, chance is right in a quarter of the cases; 12 or more of the 24 utterances
  /// happen once in 140 times. The loss begins near ln 4 = 1.39, that of knowing nothing.
  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd"})
  void theLossFallsAndUnheardSpeakersAreUnderstood(String backend) throws Exception {
    FeatureCache cache = new FeatureCache(folder.resolve("cache"), message -> {});
    RunResult result =
        TrainingRun.start(
            spec(backend), folder.resolve(backend), new Execution(2, cache), TrainListener.NONE);
    List<EpochRecord> history = result.history().records();
    double first = history.getFirst().trainLoss();
    double last =
        history.subList(EPOCHS - 3, EPOCHS).stream()
            .mapToDouble(EpochRecord::trainLoss)
            .average()
            .orElseThrow();
    assertTrue(last < 0.8 * first, first + " fell to " + last);
    assertTrue(result.test().wa() >= 0.5, "test accuracy " + result.test().wa());
    assertTrue(result.val().loss() < 1, "validation loss " + result.val().loss());
  }
}
