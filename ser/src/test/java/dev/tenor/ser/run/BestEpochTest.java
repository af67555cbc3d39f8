package dev.tenor.ser.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.io.Safetensors;
import dev.tenor.ser.features.FeatureCache;
import dev.tenor.ser.train.EpochRecord;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.ser.train.TrainListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Training stops when the validation accuracy no longer rises, and keeps the best epoch's weights.
class BestEpochTest {
  private static final int PATIENCE = 2;

  /// More than training can take: the accuracy on 24 utterances has 25 values, so that it rises at
  /// most 24 times, each after at most two epochs.
  private static final int EPOCHS = 60;

  @TempDir static Path folder;
  private static Path corpus;
  private static RunResult stopped;

  @BeforeAll
  static void train() throws Exception {
    corpus = TinyRuns.corpus(folder.resolve("corpus"));
    stopped = run("stopped", EPOCHS, PATIENCE, TrainListener.NONE);
  }

  private static RunSpec spec(int epochs, int patience) {
    RunSpec tiny = TinyRuns.spec(corpus, "simd", epochs);
    return tiny.with(
        tiny.fold(),
        tiny.seed(),
        tiny.config().with(Map.of(), Map.of(), Map.of("patience", patience)));
  }

  private static Execution execution() {
    return new Execution(2, new FeatureCache(folder.resolve("cache"), message -> {}));
  }

  private static RunResult run(String out, int epochs, int patience, TrainListener listener)
      throws IOException, InterruptedException {
    return TrainingRun.start(spec(epochs, patience), folder.resolve(out), execution(), listener);
  }

  private static void assertSameWeights(Path expected, Path actual) throws IOException {
    Safetensors a = Safetensors.read(expected);
    Safetensors b = Safetensors.read(actual);
    assertEquals(a.names(), b.names());
    for (String name : a.names()) {
      assertArrayEquals(a.floats(name), b.floats(name), name);
    }
  }

  @Test
  void stopsSoManyEpochsAfterTheFirstBestOne() {
    List<EpochRecord> history = stopped.history().records();
    assertTrue(history.size() < EPOCHS, history.size() + " epochs");
    int best = 1;
    for (EpochRecord record : history) {
      if (record.valWa() > history.get(best - 1).valWa()) {
        best = record.epoch();
      }
    }
    assertEquals(best, stopped.history().bestEpoch());
    assertEquals(best + PATIENCE, history.size());
  }

  /// The scores and the file are those of a run that ended with the best epoch.
  @Test
  void theBestEpochIsWhatIsSaved() throws Exception {
    int best = stopped.history().bestEpoch();
    EpochRecord kept = stopped.history().best();
    assertEquals(kept.valWa(), stopped.val().wa());
    // The temperature is fitted to the validation set: it can only lower the loss there.
    assertTrue(stopped.val().loss() <= kept.valLoss() + 1e-6, "loss " + stopped.val().loss());
    assertNotEquals(stopped.history().records().getLast().valLoss(), stopped.val().loss());
    RunResult shorter = run("as far as the best", best, 0, TrainListener.NONE);
    assertEquals(best, shorter.history().size());
    assertSameWeights(shorter.directory().model(), stopped.directory().model());
    assertEquals(shorter.test().loss(), stopped.test().loss());
  }

  @Test
  void patienceZeroNeverStops() throws Exception {
    int epochs = stopped.history().size() + 1;
    RunResult whole = run("whole", epochs, 0, TrainListener.NONE);
    assertEquals(epochs, whole.history().size());
  }

  /// A listener that stops the process, as far as training can tell.
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void patienceOutlivesAnInterruption() throws Exception {
    int last = stopped.history().size();
    TrainListener stop =
        event -> {
          if (event instanceof TrainEvent.Step step && step.epoch() == last) {
            throw new Interrupted();
          }
        };
    assertThrows(Interrupted.class, () -> run("cut", EPOCHS, PATIENCE, stop));
    RunResult resumed =
        TrainingRun.resume(folder.resolve("cut"), List.of(), execution(), TrainListener.NONE);
    assertEquals(last, resumed.history().size());
    assertEquals(stopped.history().bestEpoch(), resumed.history().bestEpoch());
    assertSameWeights(stopped.directory().model(), resumed.directory().model());
  }
}
