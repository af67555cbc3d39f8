package dev.tenor.ser.golden;

import static dev.tenor.engine.tck.SharedFiles.shared;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Availability;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.BackendProvider;
import dev.tenor.engine.backend.Backends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The golden files that PyTorch and librosa's formulas wrote, on every backend that runs here.
final class GoldenFolderTest {
  static Stream<String> backends() {
    return Backends.providers().stream()
        .filter(p -> p.probe(BackendOptions.DEFAULT) instanceof Availability.Available)
        .map(BackendProvider::name);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void everyFilePasses(String name) throws IOException {
    Path folder = shared("golden");
    GoldenRunner runner = new GoldenRunner(folder, null);
    try (Backend backend = Backends.open(name, 0)) {
      List<GoldenReport> reports =
          runner.files().stream().map(file -> runner.run(file, backend)).toList();
      reports.forEach(r ->
          System.out.println(
              r.file() + " " + r.worst() + " " + r.metric() + " " + r.tensor() + " " + r.error()));
      reports.forEach(r ->
          r.checks().stream()
              .filter(c -> c.metric() == Metric.ABSOLUTE || !c.passed())
              .forEach(c -> System.out.println("    " + c)));
      assertEquals(List.of(), reports.stream().filter(r -> !r.passed()).toList());
      assertTrue(reports.stream().anyMatch(r -> r.file().startsWith("network_")), "no network");
    }
  }
}
