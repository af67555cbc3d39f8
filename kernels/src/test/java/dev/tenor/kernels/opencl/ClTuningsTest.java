package dev.tenor.kernels.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClTuningsTest {
  @TempDir Path folder;

  @Test
  void whatIsStoredIsLoaded() throws IOException {
    ClDevice device = TestDevice.get();
    ClTunings tunings = new ClTunings(folder);
    assertEquals(ClTuning.of(device), tunings.load(device));
    ClTuning measured = new ClTuning(8, 16, 2, 8, 32);
    tunings.store(device, measured);
    assertEquals(measured, tunings.load(device));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lanes=16", "lanes=7\ngroup=0\nrows=1\ncols=7\ndepth=0", "\u0000"})
  void aFileThatMakesNoSenseIsNotUsed(String content) throws IOException {
    ClDevice device = TestDevice.get();
    ClTunings tunings = new ClTunings(folder);
    Files.writeString(tunings.store(device, ClTuning.local(8)), content);
    assertEquals(ClTuning.of(device), tunings.load(device));
  }

  @Test
  void aTileConsistsOfWholeVectors() {
    assertThrows(IllegalArgumentException.class, () -> ClTuning.registers(16, 8, 24));
    assertThrows(IllegalArgumentException.class, () -> ClTuning.registers(5, 8, 10));
    assertThrows(IllegalArgumentException.class, () -> new ClTuning(4, 8, 4, 4, 48));
  }

  @Test
  void narrowProductsGetNarrowTiles() {
    ClTuning registers = ClTuning.registers(8, 4, 16);
    assertEquals(8, registers.tileCols(3));
    assertEquals(8, registers.tileCols(8));
    assertEquals(16, registers.tileCols(9));
    ClTuning local = ClTuning.local(16);
    assertEquals(16, local.tileCols(16));
    assertEquals(32, local.tileCols(17));
    assertEquals(64, local.tileCols(1000));
  }
}
