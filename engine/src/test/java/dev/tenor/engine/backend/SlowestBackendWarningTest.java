package dev.tenor.engine.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// In a process of its own, because the warning comes once in the life of a process.
class SlowestBackendWarningTest {
  /// Opens backends as users of the library do who have the engine alone.
  static final class Opening {
    private Opening() {}

    public static void main(String[] specs) {
      for (String spec : specs) {
        Backends.open(spec, 1).close();
      }
    }
  }

  private static List<String> warnings(String... specs) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = System.getProperty("java.class.path");
    ProcessBuilder builder = new ProcessBuilder(java, "-cp", path, Opening.class.getName());
    builder.command().addAll(List.of(specs));
    Process process = builder.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    return printed.lines().filter(line -> line.contains("slower")).toList();
  }

  @Test
  void comesOnceWhereAutoFindsNothingElse() throws Exception {
    List<String> warnings = warnings("auto", "auto");
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.getFirst().contains("add the module tenor-kernels"), warnings::toString);
  }

  @Test
  void doesNotComeWhereScalarWasAskedFor() throws Exception {
    assertEquals(List.of(), warnings("scalar"));
  }
}
