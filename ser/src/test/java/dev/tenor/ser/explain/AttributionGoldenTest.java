package dev.tenor.ser.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Availability;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.BackendProvider;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.tensor.Nmse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Integrated gradients, attention and weights of the aggregation against PyTorch on every backend
/// that runs here. See `golden/README.md` in the test resources.
final class AttributionGoldenTest {
  private static final double NMSE = 1e-6;

  static Stream<Arguments> runs() {
    return Backends.providers().stream()
        .filter(p -> p.probe(BackendOptions.DEFAULT) instanceof Availability.Available)
        .map(BackendProvider::name)
        .flatMap(backend -> GoldenNetwork.NAMES.stream().map(n -> Arguments.of(backend, n)));
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("runs")
  void agreesWithPyTorch(String backendName, String name) throws IOException {
    GoldenNetwork golden = GoldenNetwork.of(name);
    Safetensors expected = GoldenNetwork.resource("attributions");
    int steps = Integer.parseInt(expected.metadata().get("steps"));
    float[] attributions = expected.floats(name + "/attributions");
    try (Backend backend = Backends.open(backendName, 2);
        OpenNetwork network = golden.open(backend)) {
      for (int i = 0; i < expected.shape(name + "/attributions")[0]; i++) {
        float[] input = golden.inputs()[i];
        float[] own = Arrays.copyOfRange(attributions, i * input.length, (i + 1) * input.length);
        IntegratedGradients ours =
            IntegratedGradients.of(network, input, golden.labels()[i], steps);
        assertTrue(
            Nmse.of(ours.attributions(), own) <= NMSE,
            () -> "NMSE " + Nmse.of(ours.attributions(), own));
      }
      Activations activations = network.activations(golden.inputs()[0]);
      requireAttention(expected, name, activations.attention());
      requireAggregation(expected, name, activations.aggregationWeights());
    }
  }

  private static void requireAttention(Safetensors expected, String name, List<Activation> ours)
      throws IOException {
    if (!expected.contains(name + "/attention")) {
      assertEquals(List.of(), ours, "one token attends to itself");
      return;
    }
    float[] all = expected.floats(name + "/attention");
    int[] shape = expected.shape(name + "/attention");
    assertEquals(shape[0], ours.size());
    int each = all.length / shape[0];
    for (int layer = 0; layer < shape[0]; layer++) {
      Activation a = ours.get(layer);
      assertArrayEquals(Arrays.copyOfRange(shape, 1, 4), a.shape());
      float[] own = Arrays.copyOfRange(all, layer * each, (layer + 1) * each);
      assertTrue(Nmse.of(a.values(), own) <= NMSE, "layer " + layer);
      for (int row = 0; row < each; row += shape[3]) {
        double sum = 0;
        for (int key = 0; key < shape[3]; key++) {
          sum += a.values()[row + key];
        }
        assertEquals(1, sum, 1e-5);
      }
    }
  }

  private static void requireAggregation(Safetensors expected, String name, Activation ours)
      throws IOException {
    if (!expected.contains(name + "/aggregation")) {
      assertEquals(null, ours);
      return;
    }
    float[] weights = expected.floats(name + "/aggregation");
    assertTrue(Nmse.of(ours.values(), weights) <= NMSE);
  }
}
