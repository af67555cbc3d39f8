package dev.tenor.ser.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.DeviceException;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.tck.ExpectedBackends;
import dev.tenor.ser.data.Batch;
import dev.tenor.ser.model.SerNetwork;
import dev.tenor.ser.train.EpochRecord;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.ser.train.TrainListener;
import dev.tenor.ser.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Training on an OpenCL device.
class OpenClRunTest {
  @TempDir static Path folder;
  private static Path corpus;

  @BeforeAll
  static void render() throws IOException {
    ExpectedBackends.assumeHere("opencl");
    corpus = TinyRuns.corpus(folder.resolve("corpus"));
  }

  private static RunResult run(
      String out, String backend, int epochs, Execution execution, TrainListener listener)
      throws Exception {
    return TrainingRun.start(
        TinyRuns.spec(corpus, backend, epochs), folder.resolve(out), execution, listener);
  }

  @Test
  void theSameSeedGivesTheSameModelForAnyNumberOfThreads() throws Exception {
    run("a", "opencl", 2, Execution.threads(1), TrainListener.NONE);
    run("b", "opencl", 2, Execution.threads(2), TrainListener.NONE);
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a/model.safetensors")),
        Files.readAllBytes(folder.resolve("b/model.safetensors")));
  }

  /// A failure of the device reaches training from one of its calls, as this one does.
  @Test
  void aDeviceThatFailsLeavesTheLastCheckpointWhole() throws Exception {
    run("whole", "opencl", 3, Execution.threads(2), TrainListener.NONE);
    DeviceException lost = new DeviceException("opencl: device 'x' failed", null);
    TrainListener fails =
        event -> {
          if (event instanceof TrainEvent.Step step && step.epoch() == 3 && step.step() == 2) {
            throw lost;
          }
        };
    DeviceException thrown =
        assertThrows(
            DeviceException.class, () -> run("lost", "opencl", 3, Execution.threads(2), fails));
    assertSame(lost, thrown);
    TrainingRun.resume(folder.resolve("lost"), List.of(), Execution.threads(2), TrainListener.NONE);
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("whole/model.safetensors")),
        Files.readAllBytes(folder.resolve("lost/model.safetensors")));
  }

  /// What divides two backends is rounding that moves an element across the kink of a ReLU; the
  /// transformer layers have nearly all of these elements.
  @ParameterizedTest
  @CsvSource({"2, 1e-3", "0, 1e-5"})
  void theLossFallsAsOnTheHost(int depth, double tolerance) throws Exception {
    List<EpochRecord> device = history("device" + depth, "opencl", depth);
    List<EpochRecord> host = history("host" + depth, "simd", depth);
    assertEquals(5, host.size());
    for (int i = 0; i < 5; i++) {
      assertEquals(host.get(i).trainLoss(), device.get(i).trainLoss(), tolerance);
      assertEquals(host.get(i).valLoss(), device.get(i).valLoss(), tolerance);
    }
    assertTrue(host.getLast().trainLoss() < host.getFirst().trainLoss());
  }

  private static List<EpochRecord> history(String out, String backend, int depth) throws Exception {
    List<EpochRecord> history = new ArrayList<>();
    TrainingRun.start(
        TinyRuns.spec(corpus, backend, 5, depth),
        folder.resolve(out),
        Execution.threads(0),
        event -> {
          if (event instanceof TrainEvent.Epoch(EpochRecord record, _, _)) {
            history.add(record);
          }
        });
    return history;
  }

  /// Of a training step, the batch and its labels go up, loss and logits come down, and no memory
  /// is allocated.
  @Test
  void onlyBatchesAndResultsPassBetweenHostAndDevice() {
    SerConfig config = TinyRuns.spec(corpus, "opencl", 1).config();
    SerNetwork network = new SerNetwork(config.network());
    int size = 5;
    float[] features = new float[size * config.network().frames() * config.network().mels()];
    Batch batch = new Batch(features, new float[size]);
    try (Backend backend = Backends.open("opencl", 0);
        BufferPool pool = new BufferPool(backend);
        ParameterSlab slab = ParameterSlab.trainable(backend, network, 1);
        Adam adam = new Adam(slab, config.training().adam())) {
      Trainer trainer = new Trainer(network, slab, adam, pool, config.training(), 1);
      trainer.step(batch, 1e-3);
      long misses = pool.misses();
      assertTrue(backend.startKernelProfile());
      for (int i = 0; i < 4; i++) {
        trainer.step(batch, 1e-3);
      }
      List<String> profile = backend.kernelProfile();
      assertEquals(4 * 2, calls(profile, "(to the device)"));
      assertEquals(4 * 2, calls(profile, "(to the host)"));
      assertEquals(misses, pool.misses());
    }
  }

  private static int calls(List<String> profile, String command) {
    String row = profile.stream().filter(l -> l.startsWith(command)).findFirst().orElseThrow();
    return Integer.parseInt(row.substring(command.length()).strip().split("\\s+")[2]);
  }
}
