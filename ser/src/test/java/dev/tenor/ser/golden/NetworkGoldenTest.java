package dev.tenor.ser.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Availability;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.BackendProvider;
import dev.tenor.engine.backend.Backends;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Tiny networks with every option, against PyTorch on every backend that runs here: predictions,
/// gradients and ten steps of Adam. See `golden/README.md` in the test resources.
final class NetworkGoldenTest {
  private static final List<String> NETWORKS =
      List.of("conv", "sequence", "attention", "last", "mean");

  @TempDir Path folder;

  static Stream<Arguments> runs() {
    return Backends.providers().stream()
        .filter(p -> p.probe(BackendOptions.DEFAULT) instanceof Availability.Available)
        .map(BackendProvider::name)
        .flatMap(backend -> NETWORKS.stream().map(network -> Arguments.of(backend, network)));
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("runs")
  void agreesWithPyTorch(String backendName, String network) throws IOException {
    String name = "network_" + network + ".safetensors";
    Path file = folder.resolve(name);
    try (InputStream in = getClass().getResourceAsStream("/golden/" + name)) {
      Files.copy(in, file);
    }
    try (Backend backend = Backends.open(backendName, 2)) {
      GoldenReport report = new GoldenRunner(folder, null).run(file, backend);
      List<GoldenCheck> failed = report.checks().stream().filter(c -> !c.passed()).toList();
      assertEquals(List.of(), failed);
      assertTrue(report.passed(), report.toString());
    }
  }
}
