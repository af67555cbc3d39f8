package dev.tenor.kernels.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClBinaryCacheTest {
  @TempDir Path folder;

  @Test
  void aProgramIsBuiltOnce() throws IOException {
    assertEquals(6, twice());
    Path file = files().getFirst();
    FileTime old = FileTime.fromMillis(0);
    Files.setLastModifiedTime(file, old);
    assertEquals(6, twice());
    assertEquals(List.of(file), files());
    assertEquals(old, Files.getLastModifiedTime(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 33, 1000})
  void aCacheCutShortIsBuiltAnew(int bytes) throws IOException {
    twice();
    Path file = files().getFirst();
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));
    assertEquals(6, twice());
    assertTrue(Files.size(file) > bytes);
  }

  @Test
  void aCacheWithAWrongByteIsBuiltAnew() throws IOException {
    twice();
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    byte[] wrong = whole.clone();
    wrong[wrong.length / 2] ^= 1;
    Files.write(file, wrong);
    assertEquals(6, twice());
    assertFalse(Arrays.equals(wrong, Files.readAllBytes(file)));
  }

  @Test
  void aFolderThatCannotBeMadeCostsTimeAndNotResults() throws IOException {
    folder = Files.createFile(folder.resolve("file")).resolve("inside");
    assertEquals(6, twice());
  }

  @Test
  void anotherDriverOrSourceIsAnotherFile() {
    ClDevice d = TestDevice.get();
    ClDevice updated =
        new ClDevice(
            d.platformId(),
            d.id(),
            d.selector(),
            d.platform(),
            d.name(),
            d.type(),
            d.units(),
            d.memory(),
            d.localMemory(),
            d.lanes(),
            d.maxWorkGroup(),
            d.version(),
            d.driver() + ".1");
    ClBinaryCache.Key key = ClBinaryCache.Key.of(d, "-DV=4", "source");
    assertEquals(key, ClBinaryCache.Key.of(d, "-DV=4", "source"));
    assertNotEquals(key, ClBinaryCache.Key.of(updated, "-DV=4", "source"));
    assertNotEquals(key, ClBinaryCache.Key.of(d, "-DV=8", "source"));
    assertNotEquals(key, ClBinaryCache.Key.of(d, "-DV=4", "source "));
  }

  /// 2 · 3 by a backend of its own, from one program.
  private float twice() {
    try (OpenClBackend backend = TestDevice.backend(folder)) {
      Buffer x = backend.memory().allocate(1);
      backend.memory().upload(x, new float[] {3}, 0, 1);
      backend.elementwise().scale(x, x, 2, 1);
      float[] y = new float[1];
      backend.memory().download(y, 0, x, 1);
      return y[0];
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
