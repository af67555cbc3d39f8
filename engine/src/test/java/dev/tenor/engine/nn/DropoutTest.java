package dev.tenor.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
  private static final int N = 20_000;

  private final BufferPool pool = new BufferPool(new ScalarBackend());

  private static Tensor ones(Pass pass) {
    float[] ones = new float[N];
    Arrays.fill(ones, 1);
    return pass.variable(Shape.of(N), ones);
  }

  private float[] mask(Dropout layer, long seed, long step) {
    try (Pass pass = Pass.training(pool, seed, step)) {
      return pass.read(layer.apply(pass, ones(pass)));
    }
  }

  private static long dropped(float[] values) {
    long count = 0;
    for (float value : values) {
      count += value == 0 ? 1 : 0;
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.25, 0.5, 0.9})
  void dropsAboutThisShareAndScalesTheRest(double p) {
    float[] y = mask(new Dropout(p), 1, 1);
    assertEquals(p * N, dropped(y), 4 * Math.sqrt(N * p * (1 - p)));
    for (float value : y) {
      assertTrue(value == 0 || Math.abs(value - 1 / (1 - p)) < 1e-5, () -> "value " + value);
    }
  }

  @Test
  void theGradientPassesThroughTheSameMask() {
    try (Pass pass = Pass.training(pool, 1, 1)) {
      Tensor x = ones(pass);
      Tensor y = new Dropout(0.4).apply(pass, x);
      float[] dy = new float[N];
      Arrays.fill(dy, 1);
      pass.backward(y, dy);
      assertArrayEquals(pass.read(y), pass.grad(x));
    }
  }

  @Test
  void seedStepAndApplicationEachGiveAnIndependentMask() {
    Dropout layer = new Dropout(0.5);
    float[] base = mask(layer, 1, 1);
    assertArrayEquals(base, mask(layer, 1, 1));
    independent(base, mask(layer, 2, 1));
    independent(base, mask(layer, 1, 2));
    try (Pass pass = Pass.training(pool, 1, 1)) {
      Tensor x = ones(pass);
      assertArrayEquals(base, pass.read(layer.apply(pass, x)));
      independent(base, pass.read(layer.apply(pass, x)));
    }
  }

  /// Two masks of p = ½ agree in about half of the places.
  private static void independent(float[] a, float[] b) {
    long equal = 0;
    for (int i = 0; i < N; i++) {
      equal += a[i] == b[i] ? 1 : 0;
    }
    assertEquals(N / 2.0, equal, 4 * Math.sqrt(N / 4.0));
  }

  @Test
  void outsideTrainingItReturnsItsInput() {
    Dropout layer = new Dropout(0.5);
    try (Pass inference = Pass.inference(pool);
        Pass recording = Pass.recording(pool);
        Pass training = Pass.training(pool, 1, 1)) {
      for (Pass pass : new Pass[] {inference, recording}) {
        Tensor x = ones(pass);
        assertSame(x, layer.apply(pass, x));
      }
      Tensor x = ones(training);
      assertSame(x, new Dropout(0).apply(training, x));
    }
  }
}
