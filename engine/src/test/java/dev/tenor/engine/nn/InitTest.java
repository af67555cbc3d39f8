package dev.tenor.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InitTest {
  private final Backend backend = new ScalarBackend();

  private float[] first(Layer layer, String name, long seed) {
    try (ParameterSlab slab = ParameterSlab.trainable(backend, layer, seed)) {
      return slab.read(slab.parameters().get(name));
    }
  }

  /// Values that are uniform in (−bound, bound): inside, and with its mean and variance.
  private static void uniform(double bound, float[] values) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      assertTrue(Math.abs(value) <= (float) bound, value + " is outside " + bound);
      sum += value;
      squares += value * value;
    }
    int n = values.length;
    double deviation = bound / Math.sqrt(3);
    assertEquals(0, sum / n, 5 * deviation / Math.sqrt(n));
    // the squares have mean bound²/3 and deviation bound²·√(4/45)
    assertEquals(bound * bound / 3, squares / n, 5 * bound * bound * Math.sqrt(4 / 45.0 / n));
  }

  @Test
  void layersStartWithPyTorchsBounds() {
    uniform(1 / Math.sqrt(60), first(new Linear(60, 80), "weight", 1));
    uniform(1 / Math.sqrt(60), first(new Linear(60, 800), "bias", 1));
    uniform(1 / Math.sqrt(9 * 16), first(new Conv2d(16, 32, 3, 1, 1), "weight", 1));
    uniform(1 / Math.sqrt(9 * 16), first(new Conv2d(16, 320, 3, 1, 1), "bias", 1));
    uniform(1 / Math.sqrt(5 * 16), first(new Conv1d(16, 64, 5, 1, 1), "weight", 1));
    for (String name : new String[] {"weight_ih_l0", "weight_hh_l0_reverse", "bias_hh_l0"}) {
      uniform(1 / Math.sqrt(48), first(new Lstm(60, 48, true), name, 1));
    }
  }

  @Test
  void transformerLayersStartWithXaviersBounds() {
    TransformerEncoderLayer layer = TransformerEncoderLayer.fairseq(32, 4, 128, 0);
    uniform(Math.sqrt(6.0 / (32 + 96)), first(layer, "self_attn.in_proj_weight", 1));
    layer = TransformerEncoderLayer.fairseq(32, 4, 128, 0);
    uniform(Math.sqrt(6.0 / 64), first(layer, "self_attn.out_proj.weight", 1));
    layer = TransformerEncoderLayer.fairseq(32, 4, 128, 0);
    uniform(Math.sqrt(6.0 / 160), first(layer, "fc1.weight", 1));
    for (String name : new String[] {"self_attn.in_proj_bias", "fc2.bias", "layer_norms.0.bias"}) {
      float[] bias = first(TransformerEncoderLayer.fairseq(32, 4, 128, 0), name, 1);
      assertArrayEquals(new float[bias.length], bias);
    }
    float[] ones = new float[32];
    Arrays.fill(ones, 1);
    layer = TransformerEncoderLayer.fairseq(32, 4, 128, 0);
    assertArrayEquals(ones, first(layer, "layer_norms.1.weight", 1));
  }

  @Test
  void kaimingsBoundDependsOnTheSlope() {
    float[] values = new float[4000];
    Init.kaimingUniform(24, 0).fill(values, RandomStream.of(1, "kaiming"));
    uniform(0.5, values);
  }

  @Test
  void theSeedDecides() {
    float[] values = first(new Linear(7, 5), "weight", 1);
    assertArrayEquals(values, first(new Linear(7, 5), "weight", 1));
    assertFalse(Arrays.equals(values, first(new Linear(7, 5), "weight", 2)));
  }

  /// Two layers, added in one order or the other.
  private static final class Two extends Layer {
    Two(boolean swapped) {
      for (String name : swapped ? new String[] {"b", "a"} : new String[] {"a", "b"}) {
        child(name, new Linear(3, 3));
      }
    }
  }

  @Test
  void theOrderOfConstructionDoesNot() {
    float[] a = first(new Two(false), "a.weight", 1);
    assertArrayEquals(a, first(new Two(true), "a.weight", 1));
    assertFalse(Arrays.equals(a, first(new Two(false), "b.weight", 1)));
  }
}
