package dev.tenor.engine.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.tensor.Nmse;
import dev.tenor.engine.tensor.Shape;
import org.junit.jupiter.api.Test;

/// The encoder of one layer against its formula, z = x + MHA(LN(x)), y = LN(z + W₂·ReLU(W₁·LN(z))),
/// written once more with plain loops; and the settings of the norms.
class TransformerEncoderLayerTest {
  private static final int TIME = 3;
  private static final int EMBED = 4;
  private static final int HEADS = 2;
  private static final int WIDTH = 7;

  private final Backend backend = new ScalarBackend();
  private final BufferPool pool = new BufferPool(backend);
  private ParameterSlab slab;

  /// A slab whose values are all seeded normal, so that no bias is 0 and no norm's weight is 1.
  private void fill(Layer layer) {
    slab = ParameterSlab.trainable(backend, layer, 1);
    float[] values = SmallNetwork.normal("all", slab.values().length());
    backend.memory().upload(slab.values(), values, 0, values.length);
  }

  private float[] value(String name) {
    return slab.read(slab.parameters().get(name));
  }

  @Test
  void followsItsFormula() {
    TransformerEncoder encoder =
        new TransformerEncoder(
            new TransformerEncoder.Config(EMBED, HEADS, WIDTH, 1, false, false, false, 0));
    fill(encoder);
    float[] x = SmallNetwork.normal("x", TIME * EMBED);
    double[] z = new double[x.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = x[i];
    }
    String layer = "layers.0.";
    z = sum(z, attention(normed(z, layer + "layer_norms.0"), layer + "self_attn."));
    double[] hidden = linear(normed(z, layer + "layer_norms.1"), layer + "fc1.");
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = Math.max(0, hidden[i]);
    }
    z = normed(sum(z, linear(hidden, layer + "fc2.")), "layer_norm");
    float[] expected = new float[z.length];
    for (int i = 0; i < z.length; i++) {
      expected[i] = (float) z[i];
    }
    try (Pass pass = Pass.inference(pool)) {
      float[] y = pass.read(encoder.apply(pass, pass.constant(Shape.of(1, TIME, EMBED), x)));
      assertTrue(Nmse.of(y, expected) < 1e-12, () -> "NMSE " + Nmse.of(y, expected));
    }
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }

  private double[] normed(double[] x, String name) {
    double[] y = new double[x.length];
    for (int row = 0; row < x.length; row += EMBED) {
      double mean = 0;
      double var = 0;
      for (int c = 0; c < EMBED; c++) {
        mean += x[row + c] / EMBED;
      }
      for (int c = 0; c < EMBED; c++) {
        var += (x[row + c] - mean) * (x[row + c] - mean) / EMBED;
      }
      for (int c = 0; c < EMBED; c++) {
        double unit = (x[row + c] - mean) / Math.sqrt(var + 1e-5);
        y[row + c] = unit * value(name + ".weight")[c] + value(name + ".bias")[c];
      }
    }
    return y;
  }

  /// W·x + b for each row; the parameters' names are `prefix` and `weight` or `bias`.
  private double[] linear(double[] x, String prefix) {
    float[] weight = value(prefix + "weight");
    float[] bias = value(prefix + "bias");
    int in = weight.length / bias.length;
    double[] y = new double[x.length / in * bias.length];
    for (int i = 0; i < y.length; i++) {
      int out = i % bias.length;
      y[i] = bias[out];
      for (int j = 0; j < in; j++) {
        y[i] += x[i / bias.length * in + j] * weight[out * in + j];
      }
    }
    return y;
  }

  private double[] attention(double[] x, String prefix) {
    double[] packed = linear(x, prefix + "in_proj_");
    double[] heads = new double[x.length];
    int width = EMBED / HEADS;
    for (int at = 0; at < heads.length; at++) {
      int from = at % EMBED / width * width;
      double total = 0;
      for (int s = 0; s < TIME; s++) {
        double dot = 0;
        for (int c = from; c < from + width; c++) {
          dot += packed[at / EMBED * 3 * EMBED + c] * packed[s * 3 * EMBED + EMBED + c];
        }
        double weight = Math.exp(dot / Math.sqrt(width));
        total += weight;
        heads[at] += weight * packed[s * 3 * EMBED + 2 * EMBED + at % EMBED];
      }
      heads[at] /= total;
    }
    return linear(heads, prefix + "out_proj.");
  }

  @Test
  void normsUsePyTorchsEpsAndMomentum() {
    BatchNorm norm = new BatchNorm(1);
    try (ParameterSlab batch = ParameterSlab.trainable(backend, norm, 1);
        Pass pass = Pass.training(pool, 1, 1)) {
      // mean 2e-3, biased variance 4e-6, unbiased 8e-6
      float[] x = {0, 4e-3f};
      float[] y = pass.read(norm.apply(pass, pass.constant(Shape.of(2, 1), x)));
      assertEquals(2e-3 / Math.sqrt(4e-6 + 1e-5), y[1], 1e-5);
      assertEquals(2e-4, batch.read(batch.parameters().get("running_mean"))[0], 1e-9);
      assertEquals(0.9 + 8e-7, batch.read(batch.parameters().get("running_var"))[0], 1e-7);
    }
  }
}
