package dev.tenor.kernels.simd;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AlignmentTest {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";
  private static final String FLAG = "-XX:ObjectAlignmentInBytes=32";

  @Test
  void theDeviceNamesTheFlagThatIsMissing() throws IOException, InterruptedException {
    String without = FreshJvm.run(Device.class, MODULE);
    assertTrue(without.contains("1 thread; faster with " + FLAG), without);
    String with = FreshJvm.run(Device.class, MODULE, FLAG);
    assertTrue(with.contains("1 thread\n") || with.contains("1 thread\r\n"), with);
    assertFalse(with.contains(FLAG), with);
  }

  /// Prints what `simd` runs on.
  static final class Device {
    public static void main(String[] args) {
      try (Backend backend = Backends.open("simd", 1)) {
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(backend.device());
      }
    }
  }
}
