package dev.tenor.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// What the reference computes, against numbers by hand or an independent formula: finite
/// differences prove that a gradient belongs to a forward pass, but not that the forward pass is
/// the right one.
class ForwardValueTest {
  private static final float INF = Float.POSITIVE_INFINITY;

  private final Pass pass = Pass.training(new BufferPool(new ScalarBackend()), 1, 1);

  private Tensor of(Shape shape, float... values) {
    return pass.constant(shape, values);
  }

  private Tensor row(float... values) {
    return of(Shape.of(values.length), values);
  }

  private static float[] normal(String name, int n) {
    RandomStream random = RandomStream.of(4, name);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private void gives(double[] expected, Tensor actual) {
    float[] values = pass.read(actual);
    assertEquals(expected.length, values.length);
    for (int i = 0; i < expected.length; i++) {
      if (Double.isFinite(expected[i])) {
        assertEquals(expected[i], values[i], 2e-6 * Math.max(1, Math.abs(expected[i])), "at " + i);
      } else {
        assertEquals((float) expected[i], values[i], "at " + i);
      }
    }
  }

  @Test
  void activations() {
    Tensor x = row(-2, 0, 0.5f, 3);
    gives(new double[] {Math.exp(-2) - 1, 0, 0.5, 3}, Ops.elu(pass, x));
    gives(new double[] {0, 0, 0.5, 3}, Ops.relu(pass, x));
    // x·Φ(x), with Φ from tables of the normal distribution
    gives(
        new double[] {-2 * 0.0227501319, 0, 0.5 * 0.6914624613, 3 * 0.9986501020},
        Ops.gelu(pass, x));
    gives(new double[] {-0.9640275801, 0, 0.4621171573, 0.9950547537}, Ops.tanh(pass, x));
    gives(new double[] {0.1192029220, 0.5, 0.6224593312, 0.9525741268}, Ops.sigmoid(pass, x));
    float[] ends = {-INF, -1000, 1000, INF};
    gives(new double[] {-1, -1, 1000, INF}, Ops.elu(pass, row(ends)));
    gives(new double[] {0, 0, 1, 1}, Ops.sigmoid(pass, row(ends)));
    gives(new double[] {Double.NaN}, Ops.relu(pass, row(Float.NaN)));
  }

  @Test
  void convolutionIsTheSumOverItsWindow() {
    int height = 5;
    int width = 4;
    float[] x = normal("x", 2 * height * width * 3);
    float[] w = normal("w", 3 * 2 * 3 * 4);
    float[] bias = normal("bias", 4);
    Tensor y =
        Images.conv2d(
            pass, of(Shape.of(2, 5, 4, 3), x), of(Shape.of(3, 2, 3, 4), w), row(bias), 2, 1);
    assertEquals(Shape.of(2, 3, 3, 4), y.shape());
    double[] expected = new double[2 * 3 * 3 * 4];
    for (int at = 0; at < expected.length; at++) {
      int o = at % 4;
      int column = at / 4 % 3;
      int row = at / 12 % 3;
      double sum = bias[o];
      for (int tap = 0; tap < 6; tap++) {
        int h = 2 * row - 1 + tap / 2;
        int v = 2 * column - 1 + tap % 2;
        if (h >= 0 && h < height && v >= 0 && v < width) {
          for (int c = 0; c < 3; c++) {
            double value = x[((at / 36 * height + h) * width + v) * 3 + c];
            sum += value * w[(tap * 3 + c) * 4 + o];
          }
        }
      }
      expected[at] = sum;
    }
    gives(expected, y);
  }

  @Test
  void convolutionOverTimeSlides() {
    Tensor x = of(Shape.of(1, 4, 1), 1, 2, 3, 4);
    Tensor w = of(Shape.of(2, 1, 1), 10, 1);
    gives(new double[] {12, 23, 34}, Images.conv1d(pass, x, w, null, 1, 0));
    gives(new double[] {1, 23, 40}, Images.conv1d(pass, x, w, null, 2, 1));
  }

  @Test
  void poolingDropsTheIncompleteRest() {
    Tensor x = of(Shape.of(1, 3, 5, 1), 1, 2, 3, 4, 99, 5, 6, 7, 8, 99, 99, 99, 99, 99, 99);
    gives(new double[] {3.5, 5.5}, Images.avgPool2d(pass, x, 2, 2));
    gives(new double[] {6, 8}, Images.maxPool2d(pass, x, 2, 2));
    gives(new double[] {4.5}, Images.avgPool2d(pass, x, 2, 4));
  }

  @Test
  void batchNormUsesAndKeepsStatistics() {
    Tensor x = of(Shape.of(4, 2), 1, 10, 2, 10, 3, 10, 6, 50);
    Tensor mean = row(1, 1);
    Tensor var = row(2, 2);
    Tensor y = Norms.batchNorm(pass, x, row(1, 2), row(0, 5), mean, var, 0.1f, 1e-5f);
    double a = 1 / Math.sqrt(3.5 + 1e-5); // mean 3, biased variance 14/4
    double b = 2 / Math.sqrt(300 + 1e-5); // mean 20, biased variance 1200/4
    gives(new double[] {-2 * a, 5 - 10 * b, -a, 5 - 10 * b, 0, 5 - 10 * b, 3 * a, 5 + 30 * b}, y);
    gives(new double[] {0.9 + 0.1 * 3, 0.9 + 0.1 * 20}, mean);
    gives(new double[] {1.8 + 0.1 * 14 / 3, 1.8 + 0.1 * 1200 / 3}, var); // unbiased
    try (Pass evaluation = Pass.inference(new BufferPool(new ScalarBackend()))) {
      Tensor z =
          Norms.batchNorm(evaluation, x, row(1, 2), row(0, 5), row(1, 0), row(4, 9), 0.1f, 1);
      double root = 1 / Math.sqrt(5);
      float[] values = evaluation.read(z);
      assertEquals(5 * root, values[6], 1e-6);
      assertEquals(5 + 2 * 50 / Math.sqrt(10), values[7], 1e-5);
    }
  }

  @Test
  void layerNormLevelsEachRow() {
    Tensor x = of(Shape.of(2, 4), 1, 2, 3, 6, 0, 0, 0, 0);
    double a = 1 / Math.sqrt(3.5 + 0.5);
    gives(
        new double[] {-2 * a, 10 - a, 0, 3 * a * 2, 0, 10, 0, 0},
        Norms.layerNorm(pass, x, row(1, 1, 1, 2), row(0, 10, 0, 0), 0.5f));
  }

  @Test
  void attentionHeadsLookAtTheirOwnColumns() {
    float[] q = normal("q", 3 * 4);
    float[] k = normal("k", 2 * 4);
    float[] v = normal("v", 2 * 4);
    double[] expected = new double[3 * 4];
    for (int t = 0; t < 3; t++) {
      for (int head = 0; head < 4; head += 2) {
        double[] weight = new double[2];
        for (int s = 0; s < 2; s++) {
          double dot = 0;
          for (int c = head; c < head + 2; c++) {
            dot += q[t * 4 + c] * k[s * 4 + c];
          }
          weight[s] = Math.exp(dot / Math.sqrt(2));
        }
        for (int c = head; c < head + 2; c++) {
          expected[t * 4 + c] = (weight[0] * v[c] + weight[1] * v[4 + c]) / (weight[0] + weight[1]);
        }
      }
    }
    Tensor key = of(Shape.of(1, 2, 4), k);
    Tensor value = of(Shape.of(1, 2, 4), v);
    gives(expected, Sequences.attention(pass, of(Shape.of(1, 3, 4), q), key, value, null, 2));
  }

  @Test
  void lstmGatesComeInTheOrderInputForgetCellOutput() {
    // One unit, no recurrent weight, no input: the gates are given by the biases alone.
    float[] bias = {0.3f, -0.7f, 1.1f, 0.4f};
    double i = 1 / (1 + Math.exp(-0.3));
    double f = 1 / (1 + Math.exp(0.7));
    double o = 1 / (1 + Math.exp(-0.4));
    double first = i * Math.tanh(1.1);
    double second = f * first + first;
    Shape weight = Shape.of(4, 1);
    Tensor none = of(weight, new float[4]);
    Tensor y =
        Sequences.lstm(pass, of(Shape.of(1, 2, 1), 0, 0), none, none, row(bias), row(new float[4]));
    gives(new double[] {o * Math.tanh(first), o * Math.tanh(second)}, y);
    Tensor both =
        Sequences.lstm(
            pass,
            of(Shape.of(1, 2, 1), 0, 0),
            none,
            none,
            row(bias),
            row(new float[4]),
            none,
            none,
            row(new float[4]),
            row(bias));
    double early = o * Math.tanh(first);
    double late = o * Math.tanh(second);
    gives(new double[] {early, late, late, early}, both); // the reverse direction starts at the end
  }

  @Test
  void lstmFeedsItsStateBack() {
    Tensor input = of(Shape.of(4, 1), 0, 0, 1, 0);
    Tensor recurrent = of(Shape.of(4, 1), 0, 0, 2, 0);
    Tensor zero = row(new float[4]);
    Tensor y = Sequences.lstm(pass, of(Shape.of(1, 2, 1), 1, 0), input, recurrent, zero, zero);
    double cell = 0.5 * Math.tanh(1);
    double hidden = 0.5 * Math.tanh(cell);
    cell = 0.5 * cell + 0.5 * Math.tanh(2 * hidden);
    gives(new double[] {hidden, 0.5 * Math.tanh(cell)}, y);
  }

  @Test
  void softmaxAndLossStandLargeNumbers() {
    Tensor x = of(Shape.of(2, 3), 1000, 1000, 1000, 0, -INF, (float) Math.log(3));
    gives(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0, 0.25, 0, 0.75}, Ops.softmax(pass, x));
    double third = -Math.log(3);
    gives(
        new double[] {third, third, third, -Math.log(4), -INF, -Math.log(4 / 3.0)},
        Ops.logSoftmax(pass, x));
    gives(
        new double[] {(Math.log(3) + Math.log(4 / 3.0)) / 2},
        Losses.crossEntropy(pass, x, row(0, 2)));
    gives(new double[] {0, 0}, Ops.softmax(pass, row(-INF, -INF)));
  }

  @Test
  void productsAndShapes() {
    Tensor a = of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    Tensor b = of(Shape.of(2, 3), 1, 0, -1, 2, 1, 0);
    gives(new double[] {-2, 4, -2, 13}, Ops.matmul(pass, a, b, false, true));
    gives(new double[] {9, 4, -1, 12, 5, -2, 15, 6, -3}, Ops.matmul(pass, a, b, true, false));
    gives(new double[] {8, 24, 8, 33}, Ops.linear(pass, a, b, row(10, 20)));
    gives(new double[] {2.5, 3.5, 4.5}, Reductions.mean(pass, a, 0));
    gives(new double[] {2, 5}, Reductions.mean(pass, a, -1));
    gives(new double[] {1, 4, 2, 5, 3, 6}, Ops.permute(pass, a, 1, 0));
    gives(new double[] {2, 3, 5, 6}, Ops.narrow(pass, a, 1, 1, 2));
    gives(new double[] {1, 2, 3, 1, 4, 5, 6, 2}, Ops.concat(pass, 1, a, of(Shape.of(2, 1), 1, 2)));
    gives(new double[] {0, 2, 4, 2, 4, 6}, Ops.subtract(pass, a, b));
    gives(new double[] {11, 22, 33, 14, 25, 36}, Ops.add(pass, a, row(10, 20, 30)));
    gives(new double[] {1, 4, 9, 4, 10, 18}, Ops.multiply(pass, a, row(1, 2, 3)));
    assertArrayEquals(new float[] {-1, -2, -3, -4, -5, -6}, pass.read(Ops.scale(pass, a, -1)));
  }
}
