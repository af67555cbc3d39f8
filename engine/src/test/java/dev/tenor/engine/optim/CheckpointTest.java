package dev.tenor.engine.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.nn.Layer;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.ParameterSlab;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private final ScalarBackend backend = new ScalarBackend();

  @TempDir Path folder;

  private ParameterSlab slab(Layer network) {
    return ParameterSlab.trainable(backend, network, 1);
  }

  private void step(Optimizer optimizer, float gradient) {
    Buffer grads = optimizer.slab().grads();
    backend.memory().fill(grads, gradient, grads.length());
    optimizer.step(0.1);
  }

  private float[] read(Buffer buffer) {
    float[] values = new float[buffer.length()];
    backend.memory().download(values, 0, buffer, values.length);
    return values;
  }

  @Test
  void everyOptimiserGoesOnWithTheSameBits() throws IOException {
    Path file = folder.resolve("checkpoint.safetensors");
    for (Optimizer.Config config :
        new Optimizer.Config[] {
          Adam.Config.adamW(0.1), Sgd.Config.of(0), Sgd.Config.of(0.9), RmsProp.Config.of(0.9)
        }) {
      try (ParameterSlab whole = slab(new Linear(3, 2));
          ParameterSlab resumed = slab(new Linear(3, 2));
          Optimizer first = config.create(whole, ParameterGroups.all());
          Optimizer second = config.create(resumed, ParameterGroups.all())) {
        step(first, 0.3f);
        step(first, -2);
        new Checkpoint().with("net", whole).with("opt", first).save(file, Map.of());
        step(second, 7);
        Map<String, String> notes =
            new Checkpoint().with("net", resumed).with("opt", second).load(file);
        assertEquals(Map.of(), notes);
        step(first, 1);
        step(second, 1);
        assertArrayEquals(read(whole.values()), read(resumed.values()), config.toString());
        assertEquals(3, second.steps());
      }
    }
  }

  @Test
  void weightsHavePyTorchsNames() throws IOException {
    Path file = folder.resolve("checkpoint.safetensors");
    try (ParameterSlab slab = slab(new Linear(3, 2));
        Adam adam = new Adam(slab, Adam.Config.of(0))) {
      new Checkpoint().with("net", slab).with("opt", adam).save(file, Map.of("epoch", "3"));
      Safetensors saved = Safetensors.read(file);
      assertArrayEquals(new int[] {2, 3}, saved.shape("net.weight"));
      assertArrayEquals(new int[] {8}, saved.shape("opt.m"));
      assertEquals("0", saved.metadata().get("opt.steps"));
    }
  }

  @Test
  void whatDoesNotFitChangesNothing() throws IOException {
    Path file = folder.resolve("checkpoint.safetensors");
    try (ParameterSlab slab = slab(new Linear(3, 2));
        Sgd sgd = new Sgd(slab, Sgd.Config.of(0.9));
        Adam adam = new Adam(slab, Adam.Config.of(0))) {
      step(sgd, 1);
      new Checkpoint().with("net", slab).with("opt", sgd).save(file, Map.of());
      step(sgd, 1);
      float[] before = read(slab.values());
      Checkpoint other = new Checkpoint().with("net", slab).with("opt", adam);
      String message = assertThrows(FormatException.class, () -> other.load(file)).getMessage();
      assertTrue(message.contains("opt.m"), message);
      Checkpoint missing = new Checkpoint().with("net", slab).with("plateau", sgd);
      message = assertThrows(FormatException.class, () -> missing.load(file)).getMessage();
      assertTrue(message.contains("it has no count plateau.steps"), message);
      assertArrayEquals(before, read(slab.values()));
      assertEquals(0, adam.steps());
    }
    try (ParameterSlab wide = slab(new Linear(4, 2));
        Sgd sgd = new Sgd(wide, Sgd.Config.of(0.9))) {
      Checkpoint optimizer = new Checkpoint().with("opt", sgd);
      String message = assertThrows(FormatException.class, () -> optimizer.load(file)).getMessage();
      assertTrue(message.contains("opt.velocity has 8 values, not 10"), message);
    }
  }

  @Test
  void otherFilesAreNoCheckpoints() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    new SafetensorsWriter().write(file);
    assertThrows(FormatException.class, () -> new Checkpoint().load(file));
    Path none = folder.resolve("none");
    assertThrows(NoSuchFileException.class, () -> new Checkpoint().load(none));
    try (ParameterSlab slab = slab(new Linear(1, 1))) {
      Checkpoint checkpoint = new Checkpoint().with("net", slab);
      assertThrows(IllegalArgumentException.class, () -> checkpoint.with("net", slab));
      assertThrows(IllegalArgumentException.class, () -> checkpoint.with("a.b", slab));
    }
  }

  @Test
  void impossibleSettingsAreRefused() {
    for (double bad : new double[] {-0.1, 1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> Sgd.Config.of(bad));
      assertThrows(IllegalArgumentException.class, () -> RmsProp.Config.of(bad));
      assertThrows(IllegalArgumentException.class, () -> new RmsProp.Config(bad, 1e-8, 0, 0));
    }
    assertThrows(IllegalArgumentException.class, () -> new Sgd.Config(0, true, 0));
    assertThrows(IllegalArgumentException.class, () -> new Sgd.Config(0, false, -1));
    assertThrows(IllegalArgumentException.class, () -> new RmsProp.Config(0.9, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new RmsProp.Config(0.9, 1, 0, -1));
  }
}
