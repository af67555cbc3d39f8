package dev.tenor.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ParameterSlabTest {
  private final Backend backend = new ScalarBackend();

  @Test
  void aLayerNeedsASlabBeforeItRuns() {
    Linear layer = new Linear(2, 3);
    try (Pass pass = Pass.inference(new BufferPool(backend))) {
      Tensor x = pass.constant(Shape.of(1, 2), new float[2]);
      assertThrows(IllegalStateException.class, () -> layer.apply(pass, x));
      ParameterSlab slab = ParameterSlab.trainable(backend, layer, 1);
      layer.apply(pass, x);
      slab.close();
      String message =
          assertThrows(IllegalStateException.class, () -> layer.apply(pass, x)).getMessage();
      assertTrue(message.contains("after the end of its parameter slab"), message);
    }
  }

  @Test
  void aNetworkLiesInOneSlabAtATime() {
    Linear layer = new Linear(2, 3);
    ParameterSlab first = ParameterSlab.trainable(backend, layer, 1);
    assertThrows(IllegalStateException.class, () -> ParameterSlab.frozen(backend, layer));
    first.close();
    ParameterSlab.frozen(backend, layer).close();
  }

  @Test
  void aFrozenSlabHasNoGradients() {
    Linear layer = new Linear(2, 3);
    try (ParameterSlab slab = ParameterSlab.frozen(backend, layer)) {
      slab.parameters().values().forEach(p -> assertFalse(p.tensor().requiresGrad()));
      assertThrows(IllegalStateException.class, slab::grads);
      assertThrows(IllegalStateException.class, slab::zeroGrads);
    }
  }

  @Test
  void copiesEveryValueOfTheSameNetworkOnly() {
    try (ParameterSlab from = ParameterSlab.trainable(backend, new BatchNorm(3), 1);
        ParameterSlab to = ParameterSlab.frozen(backend, new BatchNorm(3));
        ParameterSlab other = ParameterSlab.frozen(backend, new LayerNorm(3))) {
      from.parameters().values().forEach(p -> backend.memory().fill(p.tensor().buffer(), 7, 3));
      to.copyFrom(from);
      for (Parameter p : to.parameters().values()) {
        assertArrayEquals(new float[] {7, 7, 7}, to.read(p));
      }
      assertThrows(IllegalArgumentException.class, () -> other.copyFrom(from));
    }
  }

  @Test
  void runningStatisticsAreKeptButNotTrained() {
    try (ParameterSlab slab = ParameterSlab.trainable(backend, new BatchNorm(3), 1)) {
      assertEquals(6, slab.values().length());
      assertEquals(6, slab.grads().length());
      assertArrayEquals(new float[] {0, 0, 0}, slab.read(slab.parameters().get("running_mean")));
      assertArrayEquals(new float[] {1, 1, 1}, slab.read(slab.parameters().get("running_var")));
    }
  }

  @Test
  void aFrozenLayerLiesWithWhatIsNotTrained() {
    SmallNetwork network = new SmallNetwork(0);
    long before = network.trainedCount();
    Linear frozen = new Linear(3, 2);
    frozen.freeze();
    assertEquals(0, frozen.trainedCount());
    try (ParameterSlab slab = ParameterSlab.trainable(backend, frozen, 1)) {
      assertEquals(0, slab.values().length());
      assertEquals(6, slab.read(slab.parameters().get("weight")).length);
      assertThrows(IllegalStateException.class, frozen::freeze);
    }
    assertEquals(before, network.trainedCount());
  }

  @Test
  void anAverageMovesAllValues() {
    try (ParameterSlab mean = ParameterSlab.trainable(backend, new BatchNorm(3), 1);
        ParameterSlab next = ParameterSlab.trainable(backend, new BatchNorm(3), 1)) {
      backend.memory().fill(next.values(), 5, 6);
      mean.average(next, 0.75f); // weights 1 and biases 0, towards 5
      assertArrayEquals(new float[] {2, 2, 2}, mean.read(mean.parameters().get("weight")));
      assertArrayEquals(
          new float[] {1.25f, 1.25f, 1.25f}, mean.read(mean.parameters().get("bias")));
      assertArrayEquals(new float[] {1, 1, 1}, mean.read(mean.parameters().get("running_var")));
    }
    try (ParameterSlab mean = ParameterSlab.trainable(backend, new BatchNorm(3), 1);
        ParameterSlab other = ParameterSlab.trainable(backend, new BatchNorm(4), 1)) {
      assertThrows(IllegalArgumentException.class, () -> mean.average(other, 0.5f));
    }
  }

  /// A layer that adds two children of one name.
  private static final class Twice extends Layer {
    Twice() {
      child("fc", new Linear(1, 1));
      child("fc", new Linear(1, 1));
    }

    @Override
    protected Tensor forward(Pass pass, Tensor x) {
      return x;
    }
  }

  @Test
  void twoChildrenHaveTwoNames() {
    String message = assertThrows(IllegalArgumentException.class, Twice::new).getMessage();
    assertEquals("layer: two children are called fc", message);
  }

  @Test
  void errorsInsideANetworkNameTheLayer() {
    SmallNetwork network = new SmallNetwork(0);
    BufferPool pool = new BufferPool(backend);
    try (ParameterSlab _ = ParameterSlab.trainable(backend, network, 1);
        Pass pass = Pass.training(pool, 1, 1)) {
      Tensor x = pass.constant(Shape.of(1, 4, 5, 2), new float[40]);
      String message =
          assertThrows(IllegalArgumentException.class, () -> network.apply(pass, x)).getMessage();
      assertEquals(
          "conv: conv2d: input [1,4,5,2] has 2 channels, weight [3,3,1,4] wants 1", message);
      assertEquals("", pass.path());
    }
  }
}
