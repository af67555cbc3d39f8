package dev.tenor.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.tensor.Nmse;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransformerEncoderTest {
  private static final int EMBED = 6;
  private static final int DEPTH = 3;
  private static final Shape INPUT = Shape.of(2, 4, EMBED);

  private final Backend backend = new ScalarBackend();
  private final BufferPool pool = new BufferPool(backend);

  private static TransformerEncoder encoder(boolean shared, boolean scale, boolean positions) {
    return new TransformerEncoder(
        new TransformerEncoder.Config(EMBED, 2, 8, DEPTH, shared, scale, positions, 0));
  }

  private Tensor input(Pass pass) {
    return pass.constant(INPUT, SmallNetwork.normal("encoder", INPUT.numel()));
  }

  private float[] output(UnaryLayer layer) {
    try (Pass pass = Pass.inference(pool)) {
      return pass.read(layer.apply(pass, input(pass)));
    }
  }

  /// Gradients by parameter, for a seeded gradient of the output.
  private Map<String, float[]> gradients(UnaryLayer layer, ParameterSlab slab) {
    Map<String, float[]> grads = new HashMap<>();
    try (Pass pass = Pass.recording(pool)) {
      Tensor y = layer.apply(pass, input(pass));
      pass.backward(y, SmallNetwork.normal("dy", y.shape().numel()));
      slab.parameters().forEach((name, p) -> grads.put(name, pass.grad(p.tensor())));
    }
    return grads;
  }

  @Test
  void sharedLayersAreSeparateOnesWithEqualWeights() {
    TransformerEncoder one = encoder(true, true, false);
    TransformerEncoder three = encoder(false, true, false);
    try (ParameterSlab shared = ParameterSlab.trainable(backend, one, 3);
        ParameterSlab separate = ParameterSlab.trainable(backend, three, 4)) {
      separate
          .parameters()
          .forEach((name, p) -> {
            Parameter source =
                shared.parameters().get(name.replaceFirst("layers\\.\\d", "layers.0"));
            float[] values = shared.read(source);
            backend.memory().upload(p.tensor().buffer(), values, 0, values.length);
          });
      assertArrayEquals(output(three), output(one));

      Map<String, float[]> sums = gradients(one, shared);
      Map<String, float[]> parts = gradients(three, separate);
      sums.forEach((name, sum) -> {
        float[] expected = new float[sum.length];
        for (int layer = 0; layer < (name.startsWith("layers.0") ? DEPTH : 1); layer++) {
          float[] part = parts.get(name.replace("layers.0", "layers." + layer));
          for (int i = 0; i < sum.length; i++) {
            expected[i] += part[i];
          }
        }
        assertTrue(Nmse.of(sum, expected) < 1e-11, name);
      });
    }
  }

  @Test
  void sharingDividesTheLayersWeightsByTheDepth() {
    long norm = 2 * EMBED;
    long shared = encoder(true, false, false).trainedCount() - norm;
    assertEquals(DEPTH * shared, encoder(false, false, false).trainedCount() - norm);
    // in and out projections, feed-forward 6 → 8 → 6, two layer norms
    assertEquals(4 * (36 + 6) + (48 + 8) + (48 + 6) + 2 * 12, shared);
  }

  @Test
  void scalesItsInputByTheRootOfTheWidth() {
    TransformerEncoder scaling = encoder(true, true, false);
    TransformerEncoder plain = encoder(true, false, false);
    try (ParameterSlab _ = ParameterSlab.trainable(backend, scaling, 3);
        ParameterSlab _ = ParameterSlab.trainable(backend, plain, 3);
        Pass pass = Pass.inference(pool)) {
      float[] large = SmallNetwork.normal("encoder", INPUT.numel());
      for (int i = 0; i < large.length; i++) {
        large[i] *= (float) Math.sqrt(EMBED);
      }
      float[] expected = pass.read(plain.apply(pass, pass.constant(INPUT, large)));
      assertArrayEquals(expected, output(scaling));
    }
  }

  @Test
  void positionsTellStepsApart() {
    float[] same = new float[INPUT.numel()];
    for (boolean positions : new boolean[] {false, true}) {
      TransformerEncoder encoder = encoder(true, true, positions);
      try (ParameterSlab _ = ParameterSlab.trainable(backend, encoder, 3);
          Pass pass = Pass.inference(pool)) {
        float[] y = pass.read(encoder.apply(pass, pass.constant(INPUT, same)));
        assertEquals(positions, Math.abs(y[0] - y[EMBED]) > 1e-3);
      }
    }
  }

  @Test
  void positionsAreSinesAndCosines() {
    PositionalEncoding layer = new PositionalEncoding(5);
    try (Pass pass = Pass.inference(pool)) {
      Tensor x = pass.constant(Shape.of(2, 3, 5), new float[30]);
      float[] y = pass.read(layer.apply(pass, x));
      for (int b = 0; b < 2; b++) {
        for (int t = 0; t < 3; t++) {
          double slow = t / Math.pow(10_000, 0.4); // columns 2 and 3 of 5
          double slowest = t / Math.pow(10_000, 0.8);
          double[] expected = {
            Math.sin(t), Math.cos(t), Math.sin(slow), Math.cos(slow), Math.sin(slowest)
          };
          for (int c = 0; c < 5; c++) {
            assertEquals(expected[c], y[(b * 3 + t) * 5 + c], 1e-7);
          }
        }
      }
    }
  }

  @Test
  void everyLayerHasWeightsOfItsOwnUnlessShared() {
    TransformerEncoder three = encoder(false, false, false);
    try (ParameterSlab slab = ParameterSlab.trainable(backend, three, 3)) {
      float[] first = slab.read(slab.parameters().get("layers.0.fc1.weight"));
      float[] second = slab.read(slab.parameters().get("layers.1.fc1.weight"));
      assertTrue(Nmse.of(first, second) > 0.5);
    }
  }

  @Test
  void refusesImpossibleSettings() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new TransformerEncoder.Config(4, 2, 8, 0, true, true, true, 0));
    assertThrows(IllegalArgumentException.class, () -> new MultiheadAttention(6, 4));
    assertThrows(IllegalArgumentException.class, () -> new MultiheadAttention(6, 0));
    for (double p : new double[] {-0.1, 1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new Dropout(p));
    }
  }
}
