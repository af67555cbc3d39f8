package dev.tenor.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.tensor.Nmse;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.run.SerConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The network made of DJL's blocks is ours, at inference and in training.
final class LibTorchTest {
  @TempDir private Path folder;

  private SerModel paper(double dropout) throws Exception {
    SerConfig config =
        SerConfig.preset("paper")
            .with(
                Map.of(),
                Map.of("dropout", List.of(dropout, dropout, dropout, dropout, dropout, dropout)),
                Map.of());
    Path file = folder.resolve("model.safetensors");
    Workload.writeModel(config, Workload.identity(config.network().columns()), file);
    return SerModel.load(file);
  }

  @Test
  void logitsAreEqual() throws Exception {
    SerModel model = paper(0.5);
    float[] features = Workload.features(model.network(), 3);
    try (LibTorch torch = LibTorch.of(model, 1);
        Tenor tenor = Tenor.of(model, "scalar", 1)) {
      double nmse = Nmse.of(torch.logits(features, 3), tenor.logits(features, 3));
      assertTrue(nmse <= 1e-10, "NMSE " + nmse);
    }
  }

  /// Without dropout, whose random numbers differ, the losses of some Adam steps are the same.
  @Test
  void trainingStepsAreEqual() throws Exception {
    SerModel model = paper(0);
    float[] features = Workload.features(model.network(), 4);
    float[] labels = Workload.labels(model.network(), 4);
    try (LibTorch torch = LibTorch.of(model, 1);
        Tenor tenor = Tenor.of(model, "simd", 1)) {
      double first = tenor.step(features, 4, labels);
      assertEquals(first, torch.step(features, 4, labels), 1e-5 * first);
      double second = tenor.step(features, 4, labels);
      assertTrue(second < first, first + " then " + second);
      assertEquals(second, torch.step(features, 4, labels), 1e-4 * second);
      double nmse = Nmse.of(torch.logits(features, 4), tenor.logits(features, 4));
      assertTrue(nmse <= 1e-5, "running statistics: NMSE " + nmse);
    }
  }

  /// The other networks, too, whose losses have no dropout.
  @ParameterizedTest
  @ValueSource(strings = {"mnist", "resnet", "gpt"})
  void otherNetworksAreEqual(String name) throws Exception {
    Contest contest = Contest.of(name);
    Path file = folder.resolve(name + ".safetensors");
    contest.writeModel(file);
    float[] inputs = contest.inputs(2);
    float[] labels = contest.labels(2);
    try (Peer torch = contest.open(PeerKind.LIBTORCH, file, 1);
        Peer tenor = contest.open(PeerKind.TENOR, file, 1)) {
      double nmse = Nmse.of(torch.logits(inputs, 2), tenor.logits(inputs, 2));
      assertTrue(nmse <= 1e-10, "NMSE " + nmse);
      double first = tenor.step(inputs, 2, labels);
      assertEquals(first, torch.step(inputs, 2, labels), 1e-5 * first);
      double second = tenor.step(inputs, 2, labels);
      assertTrue(second < first, first + " then " + second);
      assertEquals(second, torch.step(inputs, 2, labels), 1e-3 * second);
    }
  }

  @Test
  void namesNothingElse() {
    assertNull(Contest.of("alexnet"));
    assertEquals("paper", Contest.ALL.getFirst().name());
  }
}
