package dev.tenor.ser.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Properties of attributions, on the tiny networks of the golden files.
final class AttributionTest {
  static Iterable<String> networks() {
    return GoldenNetwork.NAMES;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void attributionsAddUpToTheDifferenceOfLogits(String name) throws IOException {
    GoldenNetwork golden = GoldenNetwork.of(name);
    try (Backend backend = new ScalarBackend();
        OpenNetwork network = golden.open(backend)) {
      float[] input = golden.inputs()[2];
      float[] zero = new float[input.length];
      for (int label = 0; label < golden.config().classes(); label++) {
        IntegratedGradients g = IntegratedGradients.of(network, input, label);
        double difference = network.logits(input, 1)[0][label] - network.logits(zero, 1)[0][label];
        assertEquals(difference, g.difference(), 1e-6);
        assertEquals(difference, g.sum(), 0.01 * Math.abs(difference));
        assertTrue(g.steps() <= 2048);
        double parts = g.sum(0, 4, golden.config().mels());
        parts += g.sum(4, golden.config().mels(), golden.config().mels());
        assertEquals(g.sum(), parts, 1e-6);
      }
    }
  }

  @Test
  void theGradientIsThatOfFiniteDifferences() throws IOException {
    GoldenNetwork golden = GoldenNetwork.of("attention");
    try (Backend backend = new ScalarBackend();
        OpenNetwork network = golden.open(backend)) {
      float[] input = golden.inputs()[0];
      float[] gradient = network.gradients(input, 1, 1).values();
      for (int i = 5; i < input.length; i += 67) {
        float[] both = Arrays.copyOf(input, 2 * input.length);
        System.arraycopy(input, 0, both, input.length, input.length);
        both[i] += 0.05f;
        both[input.length + i] -= 0.05f;
        float[][] logits = network.logits(both, 2);
        assertEquals((logits[0][1] - logits[1][1]) / 0.1, gradient[i], 2e-4, "at " + i);
      }
    }
  }

  @Test
  void theBaselineHasNothingToExplain() throws IOException {
    GoldenNetwork golden = GoldenNetwork.of("mean");
    try (Backend backend = new ScalarBackend();
        OpenNetwork network = golden.open(backend)) {
      float[] zero = new float[golden.inputs()[0].length];
      IntegratedGradients g = IntegratedGradients.of(network, zero, 0);
      assertArrayEquals(zero, g.attributions(), Float.MIN_VALUE); // −0 as well
      assertEquals(0, g.error());
      assertThrows(
          IllegalArgumentException.class, () -> IntegratedGradients.of(network, zero, 0, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void anUtteranceHasTheSameGradientsInABatch(String name) throws IOException {
    GoldenNetwork golden = GoldenNetwork.of(name);
    try (Backend backend = Backends.open("simd", 2);
        OpenNetwork network = golden.open(backend)) {
      int size = golden.inputs().length;
      int each = golden.inputs()[0].length;
      float[] batch = new float[size * each];
      for (int i = 0; i < size; i++) {
        System.arraycopy(golden.inputs()[i], 0, batch, i * each, each);
      }
      OpenNetwork.Gradients together = network.gradients(batch, size, 2);
      for (int i = 0; i < size; i++) {
        OpenNetwork.Gradients alone = network.gradients(golden.inputs()[i], 1, 2);
        assertEquals(alone.logits()[0], together.logits()[i]);
        float[] own = Arrays.copyOfRange(together.values(), i * each, (i + 1) * each);
        assertArrayEquals(alone.values(), own);
      }
    }
  }

  @Test
  void anyNumberOfThreadsFindsTheSameBits() throws IOException {
    GoldenNetwork golden = GoldenNetwork.of("sequence");
    float[][] found = new float[2][];
    float[][] drops = new float[2][];
    for (int threads = 1; threads <= 2; threads++) {
      try (Backend backend = Backends.open("simd", threads);
          OpenNetwork network = golden.open(backend)) {
        float[] input = golden.inputs()[1];
        found[threads - 1] = IntegratedGradients.of(network, input, 0, 33).attributions();
        drops[threads - 1] = Occlusion.of(network, input, 0, new Occlusion.Patch(3, 2)).drops();
      }
    }
    assertArrayEquals(found[0], found[1]);
    assertArrayEquals(drops[0], drops[1]);
  }

  @Test
  void occludingTheMeanChangesNothing() throws IOException {
    GoldenNetwork golden = GoldenNetwork.of("attention");
    try (Backend backend = new ScalarBackend();
        OpenNetwork network = golden.open(backend)) {
      int mels = golden.config().mels();
      float[] input = golden.inputs()[0].clone();
      for (int t = 4; t < 8; t++) { // the second patch in time, the lowest bins
        Arrays.fill(input, t * mels, t * mels + 5, 0f);
      }
      Occlusion o = Occlusion.of(network, input, 1, new Occlusion.Patch(4, 5));
      assertEquals(10, o.times()); // of 37 frames
      assertEquals(3, o.bands()); // of 11 mel bins
      assertEquals(0, o.drops()[1 * 3 + 0]);
      assertTrue(o.drops()[1 * 3 + 1] != 0);
      float[] spread = o.spread(37, mels);
      assertEquals(o.drops()[9 * 3 + 2], spread[36 * mels + 10]);
      assertEquals(o.drops()[3 + 1], spread[7 * mels + 9]);
    }
  }

  @Test
  void aPatchIsReplacedByTheMeanAndNothingElse() throws IOException {
    GoldenNetwork golden = GoldenNetwork.of("last");
    try (Backend backend = new ScalarBackend();
        OpenNetwork network = golden.open(backend)) {
      int mels = golden.config().mels();
      float[] input = golden.inputs()[3];
      float[] hidden = input.clone();
      for (int t = 14; t < 21; t++) {
        Arrays.fill(hidden, t * mels + 8, t * mels + 11, 0f);
      }
      double drop = network.logits(input, 1)[0][2] - network.logits(hidden, 1)[0][2];
      Occlusion o = Occlusion.of(network, input, 2, new Occlusion.Patch(7, 4));
      assertEquals(drop, o.drops()[2 * 3 + 2], 1e-6);
      Occlusion all = Occlusion.of(network, input, 2, new Occlusion.Patch(100, 100));
      assertEquals(1, all.drops().length);
      assertEquals(Occlusion.ofColumns(network, input, 2, 0, mels), all.drops()[0], 1e-6);
      assertThrows(IllegalArgumentException.class, () -> new Occlusion.Patch(0, 1));
    }
  }

  @Test
  void everyStageAndLayerHasItsName() throws IOException {
    GoldenNetwork golden = GoldenNetwork.of("conv"); // one layer, applied three times
    try (Backend backend = new ScalarBackend();
        OpenNetwork network = golden.open(backend)) {
      Activations a = network.activations(golden.inputs()[0]);
      assertArrayEquals(new int[] {9, 12}, a.get("extraction").shape());
      assertArrayEquals(new int[] {1, 12}, a.get("aggregation").shape());
      assertArrayEquals(new int[] {12}, a.get("enhancement").shape());
      assertArrayEquals(new int[] {3}, a.get("logits").shape());
      assertArrayEquals(new int[] {18, 5, 4}, a.get("extraction.blocks.0").shape());
      assertArrayEquals(a.get("classifier").values(), a.get("logits").values());
      assertTrue(a.names().contains("enhancement.layers.0#3"), a.names()::toString);
      assertTrue(!a.names().contains("enhancement.layers.0#4"), a.names()::toString);
      float[] h = a.get("extraction").values();
      double sum = 0;
      for (int t = 0; t < 9; t++) {
        sum += h[t * 12 + 5];
      }
      assertEquals(sum / 9, a.get("extraction").pooled()[5], 1e-6);
      Exception e = assertThrows(IllegalArgumentException.class, () -> a.get("lstm"));
      assertTrue(e.getMessage().contains("'lstm'"), e.getMessage());
    }
  }
}
