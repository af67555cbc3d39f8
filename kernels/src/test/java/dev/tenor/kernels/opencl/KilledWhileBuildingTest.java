package dev.tenor.kernels.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that dies while it keeps built programs leaves whole files or none.
class KilledWhileBuildingTest {
  @TempDir Path folder;

  @Test
  void leavesNoBrokenCache() throws Exception {
    TestDevice.get();
    for (int attempt = 0; attempt < 4; attempt++) {
      Process jvm =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Builds.class.getName(),
                  folder.toString())
              .redirectErrorStream(true)
              .start();
      awaitFiles(jvm, attempt);
      jvm.destroyForcibly().waitFor();
      for (Path file : programs()) {
        ClBinaryCache cache = new ClBinaryCache(folder);
        assertTrue(cache.isWhole(file), file + " is broken");
      }
    }
    assertEquals(14, Builds.compute(folder));
  }

  /// Returns when one file more than `attempt` is there, or one is being written.
  private void awaitFiles(Process jvm, int attempt) throws IOException, InterruptedException {
    while (jvm.isAlive() && all().size() <= attempt) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private List<Path> programs() throws IOException {
    return all().stream().filter(f -> f.toString().endsWith(".bin")).toList();
  }

  /// Builds one program after the other.
  static final class Builds {
    public static void main(String[] args) {
      compute(Path.of(args[0]));
    }

    static float compute(Path folder) {
      try (OpenClBackend backend = TestDevice.backend(folder)) {
        float[] ones = new float[4];
        Arrays.fill(ones, 1);
        Buffer x = backend.memory().allocate(4);
        Buffer y = backend.memory().allocate(4);
        backend.memory().upload(x, ones, 0, 4);
        backend.elementwise().scale(x, x, 2, 4);
        backend.memory().copy2d(y, 2, x, 2, 2, 2);
        backend.softmax().forward(y, y, 2, 2);
        backend.reductions().sumAxis(y, x, 1, 4, 1, 1, false);
        backend.memory().upload(x, new float[] {1, 2, 3, 0}, 0, 4);
        backend.reductions().sumOfSquares(y, x, 4);
        float[] sum = new float[1];
        backend.memory().download(sum, 0, y, 1);
        return sum[0];
      }
    }
  }
}
