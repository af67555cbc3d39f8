package dev.tenor.kernels.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenor.engine.backend.Availability;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.BackendUnavailableException;
import dev.tenor.engine.backend.Backends;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimdProviderTest {
  @Test
  void isWhatAutoChoosesOnThisJvm() {
    String first = Backends.providers().getFirst().name();
    assumeTrue(first.equals("simd"), first + " is the first choice on this machine");
    try (Backend backend = Backends.open("auto", 3)) {
      assertEquals("simd", backend.name());
      assertTrue(backend.device().contains(Lanes.L + " lanes, 3 threads"), backend.device());
    }
  }

  @Test
  void saysHowManyThreadsItWouldUse() {
    Availability found = new SimdProvider().probe(new BackendOptions(1, ""));
    String device = assertInstanceOf(Availability.Available.class, found).device();
    assertTrue(device.endsWith("1 thread"), device);
  }

  @Test
  void namesTheMissingFlagOnAJvmWithoutTheModule() throws IOException, InterruptedException {
    String printed = FreshJvm.run(OnABareJvm.class);
    String reason =
        "module jdk.incubator.vector is not resolved; start java with --add-modules"
            + " jdk.incubator.vector";
    String warning = "backend auto takes scalar, which is many times slower: simd cannot run: ";
    List<String> lines = printed.lines().toList();
    assertEquals("simd: unavailable — " + reason, lines.getFirst());
    assertTrue(lines.stream().anyMatch(l -> l.endsWith(warning + reason)), printed);
    assertEquals("scalar", lines.getLast());
  }

  /// Prints why `simd` does not open, and what `auto` opens instead.
  static final class OnABareJvm {
    public static void main(String[] args) {
      BackendUnavailableException e =
          assertThrows(BackendUnavailableException.class, () -> Backends.open("simd", 1));
      var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      out.println(e.getMessage());
      try (Backend backend = Backends.open("auto", 1)) {
        out.println(backend.name());
      }
    }
  }
}
