package dev.tenor.ser.golden;

import static dev.tenor.engine.tck.SharedFiles.shared;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Availability;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.BackendProvider;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The golden files that PyTorch and librosa's formulas wrote, on every backend that runs here.
final class GoldenFolderTest {
  @TempDir Path folder;

  static Stream<String> backends() {
    return Backends.providers().stream()
        .filter(p -> p.probe(BackendOptions.DEFAULT) instanceof Availability.Available)
        .map(BackendProvider::name);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void everyFilePasses(String name) throws IOException {
    GoldenRunner runner = new GoldenRunner(shared("golden"), null);
    try (Backend backend = Backends.open(name, 0)) {
      List<GoldenReport> reports =
          runner.files().stream().map(file -> runner.run(file, backend)).toList();
      assertEquals(List.of(), reports.stream().filter(r -> !r.passed()).toList());
      for (String kind : List.of("op_", "network_", "frontend")) {
        assertTrue(reports.stream().anyMatch(r -> r.file().startsWith(kind)), kind);
      }
    }
  }

  @Test
  void wrongValuesOfANetworkFailAndNothingElse() throws IOException {
    List<String> wrong =
        List.of(
            "extraction_eval",
            "logits_eval",
            "logits_train",
            "loss",
            "grads.extraction.blocks.2.conv.weight",
            "grads.extraction.blocks.3.conv.bias",
            "losses",
            "after.extraction.blocks.4.conv.bias",
            "after.extraction.blocks.5.norm.running_mean",
            "after.extraction.blocks.5.norm.running_var",
            "after.extraction.lstm.weight_hh_l0_reverse");
    GoldenCopy copy = GoldenCopy.of(shared("golden/network_without_stl.safetensors"));
    for (String tensor : wrong) {
      copy.change(tensor, 0, value -> value + 0.02f);
    }
    GoldenReport report = run(copy.write(folder.resolve("network_copy.safetensors")));
    assertFalse(report.passed());
    List<String> failed =
        report.checks().stream().filter(c -> !c.passed()).map(GoldenCheck::tensor).toList();
    assertEquals(wrong, failed);
  }

  @Test
  void anUnknownNetworkSettingIsNamed() throws IOException {
    GoldenCopy copy = GoldenCopy.of(shared("golden/network_without_stl.safetensors"));
    copy.metadata("config", "{\"depth\": 0, \"experts\": 3}");
    GoldenReport report = run(copy.write(folder.resolve("network_copy.safetensors")));
    assertFalse(report.passed());
    assertTrue(report.error().contains("'experts'"), report.error());
  }

  @Test
  void aMissingRecordingNamesTheOption() throws IOException {
    Path file = shared("golden/frontend.safetensors");
    GoldenReport report = new GoldenRunner(file.getParent(), folder).run(file, new ScalarBackend());
    assertFalse(report.passed());
    assertTrue(report.error().contains("--corpora"), report.error());
  }

  private GoldenReport run(Path file) {
    return new GoldenRunner(folder, null).run(file, new ScalarBackend());
  }
}
