package dev.tenor.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MaxPool2dTest {
  /// One window of 2×2 and the gradient that 5 gives.
  private static void window(float maximum, int place, float... values) {
    try (Pass pass = Pass.recording(new BufferPool(new ScalarBackend()))) {
      Tensor x = pass.variable(Shape.of(1, 2, 2, 1), values);
      Tensor y = Images.maxPool2d(pass, x, 2, 2);
      assertArrayEquals(new float[] {maximum}, pass.read(y));
      pass.backward(y, new float[] {5});
      float[] gradient = new float[4];
      gradient[place] = 5;
      assertArrayEquals(gradient, pass.grad(x));
    }
  }

  @Test
  void theGradientGoesToTheMaximumAndOnATieToTheFirst() {
    window(4, 3, 1, 2, 3, 4);
    window(7, 2, 1, 2, 7, 4);
    window(7, 1, 1, 7, 7, 7);
    window(0, 0, 0, 0, 0, 0);
  }

  @Test
  void nanWinsAndInfinityCounts() {
    float low = Float.NEGATIVE_INFINITY;
    window(Float.NaN, 1, 9, Float.NaN, 10, Float.NaN);
    window(-3, 2, low, low, -3, low);
    window(low, 0, low, low, low, low);
  }
}
