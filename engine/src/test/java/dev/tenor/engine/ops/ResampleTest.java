package dev.tenor.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/// Interpolation and pooling over windows of any size, on numbers one can add up.
class ResampleTest {
  private static void gives(float[] expected, BiFunction<Pass, Tensor, Tensor> op, float... steps) {
    try (Pass pass = Pass.inference(new BufferPool(new ScalarBackend()))) {
      Tensor x = pass.constant(Shape.of(1, steps.length, 1), steps);
      assertArrayEquals(expected, pass.read(op.apply(pass, x)), 1e-6f);
    }
  }

  @Test
  void linearKeepsTheEdgesOrTheCorners() {
    gives(new float[] {0, 1, 3, 4}, (p, x) -> Images.upsampleLinear(p, x, 4, false), 0, 4);
    gives(new float[] {0, 2, 4}, (p, x) -> Images.upsampleLinear(p, x, 3, true), 0, 4);
    gives(new float[] {7, 7, 7}, (p, x) -> Images.upsampleLinear(p, x, 3, true), 7);
    gives(new float[] {0}, (p, x) -> Images.upsampleLinear(p, x, 1, true), 0, 4);
    gives(new float[] {2}, (p, x) -> Images.upsampleLinear(p, x, 1, false), 0, 4);
  }

  @Test
  void adaptiveWindowsOverlapWhereSizesDoNotDivide() {
    gives(new float[] {1.5f, 2.5f}, (p, x) -> Images.adaptiveAvgPool1d(p, x, 2), 1, 2, 3);
    gives(new float[] {1, 1, 2, 2}, (p, x) -> Images.adaptiveAvgPool1d(p, x, 4), 1, 2);
  }

  @Test
  void paddingCountsUnlessItIsLeftOut() {
    gives(new float[] {1, 3}, (p, x) -> Images.avgPool1d(p, x, 3, 2, 1), 1, 2, 3, 4);
    PoolSettings inside = PoolSettings.overTime(3, 2, 1).withoutPadInCount();
    gives(
        new float[] {1.5f, 3},
        (p, x) -> {
          Tensor image = Ops.reshape(p, x, Shape.of(1, 1, 4, 1));
          return Images.avgPool2d(p, image, inside);
        },
        1,
        2,
        3,
        4);
  }

  @Test
  void nanStaysWhereItIs() {
    float nan = Float.NaN;
    gives(new float[] {1, 2, nan}, (p, x) -> Images.upsampleLinear(p, x, 3, true), 1, 2, nan);
    gives(new float[] {1.5f, nan}, (p, x) -> Images.adaptiveAvgPool1d(p, x, 2), 1, 2, 3, nan);
    gives(new float[] {2, nan}, (p, x) -> Images.maxPool1d(p, x, 2, 2, 0), 1, 2, 3, nan);
  }

  @Test
  void samePaddingKeepsTheSize() {
    ConvSettings same = ConvSettings.of().dilation(2, 1).samePadding(3, 5);
    assertEquals(ConvSettings.of().dilation(2, 1).padding(2, 2), same);
    assertEquals(
        "convolution: no padding that is equal on both sides keeps the size with kernel 2x3; take"
            + " an odd kernel",
        assertThrows(IllegalArgumentException.class, () -> ConvSettings.of().samePadding(2, 3))
            .getMessage());
  }
}
