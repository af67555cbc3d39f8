package dev.tenor.engine.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.nn.LayerNorm;
import dev.tenor.engine.nn.ParameterSlab;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// On the two parameters of a layer norm over one feature, which start at 1 and 0.
class AdamTest {
  private static final double LR = 0.1;

  private final Backend backend = new ScalarBackend();

  private ParameterSlab slab() {
    return ParameterSlab.trainable(backend, new LayerNorm(1), 1);
  }

  private void step(Adam adam, ParameterSlab slab, float... gradient) {
    backend.memory().upload(slab.grads(), gradient, 0, gradient.length);
    adam.step(LR);
  }

  private float[] read(Buffer buffer) {
    float[] values = new float[buffer.length()];
    backend.memory().download(values, 0, buffer, values.length);
    return values;
  }

  /// Two steps along gradients 4, then −2, from 1, as the papers write them.
  private static double byHand(double l2, double decoupled) {
    double value = 1;
    double m = 0;
    double v = 0;
    double[] gradients = {4, -2};
    for (int t = 1; t <= 2; t++) {
      double gradient = gradients[t - 1] + l2 * value;
      m = 0.9 * m + 0.1 * gradient;
      v = 0.999 * v + 0.001 * gradient * gradient;
      double unbiasedM = m / (1 - Math.pow(0.9, t));
      double unbiasedV = v / (1 - Math.pow(0.999, t));
      value -= LR * decoupled * value;
      value -= LR * unbiasedM / (Math.sqrt(unbiasedV) + 1e-8);
    }
    return value;
  }

  private float afterTwoSteps(Adam.Config config) {
    try (ParameterSlab slab = slab();
        Adam adam = new Adam(slab, config)) {
      step(adam, slab, 4, 0);
      step(adam, slab, -2, 0);
      assertEquals(2, adam.steps());
      return read(slab.values())[0];
    }
  }

  @Test
  void twoStepsAreThoseOfThePapers() {
    // first step: lr; second: m̂ = 0.16 / 0.19, v̂ = 0.019984 / 0.001999
    double plain = 1 - 0.1 - 0.1 * (0.16 / 0.19) / Math.sqrt(0.019984 / 0.001999);
    assertEquals(plain, byHand(0, 0), 1e-8);
    assertEquals(plain, afterTwoSteps(Adam.Config.of(0)), 1e-6);
    assertEquals(byHand(0.5, 0), afterTwoSteps(Adam.Config.of(0.5)), 1e-6);
    Adam.Config decoupled = new Adam.Config(0.9, 0.999, 1e-8, 0.5, true);
    assertEquals(byHand(0, 0.5), afterTwoSteps(decoupled), 1e-6);
  }

  @Test
  void epsIsAddedToTheRoot() {
    Adam.Config config = new Adam.Config(0.9, 0.999, 3, 0, false);
    try (ParameterSlab slab = slab();
        Adam adam = new Adam(slab, config)) {
      step(adam, slab, 1, 0);
      assertEquals(1 - 0.1 / (1 + 3), read(slab.values())[0], 1e-6);
      assertEquals(0, read(slab.values())[1]);
    }
  }

  @Test
  void aRestoredStateContinuesBitForBit() {
    float[][] gradients = {{0.3f, -2}, {-0.1f, 0.7f}, {5, 1e-3f}, {0.2f, 0.2f}};
    try (ParameterSlab whole = slab();
        ParameterSlab resumed = slab();
        Adam first = new Adam(whole, Adam.Config.of(1e-2));
        Adam second = new Adam(resumed, Adam.Config.of(1e-2))) {
      step(first, whole, gradients[0]);
      step(first, whole, gradients[1]);
      Optimizer.State state = first.state();
      resumed.copyFrom(whole);
      step(second, resumed, 9, 9); // leaves traces that restore must remove
      resumed.copyFrom(whole);
      second.restore(state);
      for (int t = 2; t < 4; t++) {
        step(first, whole, gradients[t]);
        step(second, resumed, gradients[t]);
      }
      assertArrayEquals(read(whole.values()), read(resumed.values()));
      assertEquals(4, second.steps());
      assertEquals(2, state.steps());
    }
  }

  @Test
  void refusesForeignStatesAndImpossibleSettings() {
    try (ParameterSlab slab = slab();
        Adam adam = new Adam(slab, Adam.Config.of(0))) {
      Optimizer.State other = new Optimizer.State(1, Map.of("m", new float[3], "v", new float[3]));
      assertThrows(IllegalArgumentException.class, () -> adam.restore(other));
    }
    for (double[] bad :
        new double[][] {
          {1, 0.9, 1e-8, 0},
          {0.9, -0.1, 1e-8, 0},
          {0.9, 0.9, 0, 0},
          {0.9, 0.9, 1e-8, -1},
          {Double.NaN, 0.9, 1e-8, 0},
          {0.9, 0.9, 1e-8, Double.NaN}
        }) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Adam.Config(bad[0], bad[1], bad[2], bad[3], false));
    }
  }
}
