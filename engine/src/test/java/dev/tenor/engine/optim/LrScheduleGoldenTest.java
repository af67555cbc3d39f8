package dev.tenor.engine.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.GoldenFile;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The schedules give PyTorch's factors.
class LrScheduleGoldenTest {
  private static final Safetensors FILE = GoldenFile.read("schedules");
  private static final Map<String, LrSchedule> SCHEDULES =
      Map.of(
          "step", new LrSchedule.Step(7, 0.5),
          "cosine", new LrSchedule.Cosine(),
          "exponential", new LrSchedule.Exponential(0.9),
          "polynomial", new LrSchedule.Polynomial(2),
          "linear", new LrSchedule.Linear(0.25, 0.5, 8),
          "restarts", new CosineRestarts(4, 2, 0.1),
          "onecycle", OneCycle.of(30));

  @ParameterizedTest
  @ValueSource(
      strings = {"step", "cosine", "exponential", "polynomial", "linear", "restarts", "onecycle"})
  void factorsArePyTorchs(String name) throws FormatException {
    float[] expected = FILE.floats(name);
    for (int i = 0; i < expected.length; i++) {
      double factor = SCHEDULES.get(name).factor(i, i, expected.length);
      assertEquals(expected[i], factor, 1e-6 * Math.max(1e-4, expected[i]), name + " at " + i);
    }
  }

  @Test
  void aPlateauIsFoundWherePyTorchFindsIt() throws IOException {
    float[] losses = FILE.floats("losses");
    float[] expected = FILE.floats("plateau");
    ReduceOnPlateau schedule = new ReduceOnPlateau(0.5, 2);
    for (int i = 0; i < losses.length; i++) {
      assertEquals(expected[i], schedule.factor(i, i, losses.length), 1e-6, "at " + i);
      schedule.observe(losses[i]);
      SafetensorsWriter writer = new SafetensorsWriter(); // and goes on from a file
      schedule.save(writer, "plateau.");
      schedule = new ReduceOnPlateau(0.5, 2);
      schedule.load(Safetensors.of(Path.of("saved"), writer.toBytes()), "plateau.").run();
    }
    assertTrue(expected[expected.length - 1] < 0.2, "the losses have plateaus");
  }

  @Test
  void aNanIsNoProgress() {
    ReduceOnPlateau schedule = new ReduceOnPlateau(0.5, 0);
    schedule.observe(Double.NaN);
    assertEquals(0.5, schedule.factor());
    schedule.observe(3);
    assertEquals(0.5, schedule.factor());
  }

  @Test
  void afterTheEndOneCycleStays() {
    OneCycle schedule = OneCycle.of(10);
    assertEquals(schedule.factor(9, 0, 1), schedule.factor(50, 0, 1));
    assertEquals(1 / 25.0 / 1e4, schedule.factor(9, 0, 1), 1e-12);
  }

  @Test
  void impossibleSettingsAreRefused() throws IOException {
    assertThrows(IllegalArgumentException.class, () -> OneCycle.of(1));
    assertThrows(IllegalArgumentException.class, () -> new OneCycle(9, 0, 25, 1));
    assertThrows(IllegalArgumentException.class, () -> new CosineRestarts(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new CosineRestarts(1, 1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new ReduceOnPlateau(1, 3));
    assertThrows(IllegalArgumentException.class, () -> new LrSchedule.Exponential(0));
    assertThrows(IllegalArgumentException.class, () -> new LrSchedule.Polynomial(0));
    assertThrows(IllegalArgumentException.class, () -> new LrSchedule.Linear(0, 1, 1));
    byte[] empty = new SafetensorsWriter().toBytes();
    Safetensors file = Safetensors.of(Path.of("empty"), empty);
    assertThrows(FormatException.class, () -> new ReduceOnPlateau(0.5, 3).load(file, "plateau."));
  }
}
