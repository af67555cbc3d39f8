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
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /// A layer that adds two children of one name.
  private static final class Twice extends Layer {
    Twice() {
      child("fc", new Linear(1, 1));
      child("fc", new Linear(1, 1));
    }
  }

  @Test
  void twoChildrenHaveTwoNames() {
    String message = assertThrows(IllegalArgumentException.class, Twice::new).getMessage();
    assertEquals("layer: two children are called fc", message);
  }

  /// Two tensors in, two out, and a table.
  private static final class Rotation extends Layer {
    private final Parameter table =
        constant("table", Shape.of(2), (values, random) -> Arrays.fill(values, 3));
    private final Linear mix = child("mix", new Linear(2, 2));

    Tensor[] apply(Pass pass, Tensor x, Tensor y) {
      return inside(
          pass, () -> new Tensor[] {Ops.multiply(pass, y, table.tensor()), mix.apply(pass, x)});
    }
  }

  private static final class Parent extends Layer {
    private final Rotation rotation = child("rotation", new Rotation());
  }

  @Test
  void aLayerMayHaveSeveralInputsAndOutputs() {
    Parent network = new Parent();
    BufferPool pool = new BufferPool(backend);
    List<String> seen = new ArrayList<>();
    try (ParameterSlab _ = ParameterSlab.frozen(backend, network);
        Pass pass =
            Pass.inference(pool).observed((path, value) -> seen.add(path + value.shape()))) {
      Tensor x = pass.constant(Shape.of(1, 2), new float[] {1, 2});
      Tensor[] both = network.rotation.apply(pass, x, x);
      assertArrayEquals(new float[] {3, 6}, pass.read(both[0]));
      assertEquals(List.of("rotation.mix[1,2]"), seen);
      Tensor wrong = pass.constant(Shape.of(1, 3), new float[3]);
      String message =
          assertThrows(IllegalArgumentException.class, () -> network.rotation.apply(pass, wrong, x))
              .getMessage();
      assertTrue(message.startsWith("rotation.mix: linear:"), message);
    }
  }

  @Test
  void constantsHaveValuesInEverySlabAndAreNotSaved() {
    Parent network = new Parent();
    Parent copy = new Parent();
    try (ParameterSlab slab = ParameterSlab.trainable(backend, network, 1);
        ParameterSlab frozen = ParameterSlab.frozen(backend, copy)) {
      frozen.copyFrom(slab);
      assertEquals(
          List.of("rotation.mix.weight", "rotation.mix.bias"),
          List.copyOf(slab.parameters().keySet()));
      assertArrayEquals(new float[] {3, 3}, frozen.read(copy.rotation.table));
      assertArrayEquals(new float[] {3, 3}, slab.read(network.rotation.table));
      assertEquals(6, network.trainedCount());
    }
    assertThrows(
        IllegalStateException.class,
        () -> new Parent().rotation.table.tensor(),
        "no memory, no value");
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
