package dev.tenor.engine.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Nmse;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The block as one op against its single ops.
class ConvBlockTest {
  private static final Shape INPUT = Shape.of(2, 5, 7, 3);
  private static final float P = 0.3f;

  private final Backend backend = new ScalarBackend();
  private final BufferPool pool = new BufferPool(backend);

  /// The same layers under the same names, one op each.
  private static final class Single extends UnaryLayer {
    private final Conv2d conv = child("conv", new Conv2d(3, 4, 3, 1, 1));
    private final BatchNorm norm = child("norm", new BatchNorm(4));

    @Override
    protected Tensor forward(Pass pass, Tensor x) {
      Tensor y = Ops.elu(pass, norm.apply(pass, conv.apply(pass, x)));
      return Ops.dropout(pass, Images.avgPool2d(pass, y, 2, 2), P);
    }
  }

  private Map<String, float[]> run(UnaryLayer layer) {
    Map<String, float[]> results = new LinkedHashMap<>();
    try (ParameterSlab slab = ParameterSlab.trainable(backend, layer, 9)) {
      try (Pass pass = Pass.training(pool, 1, 1)) {
        Tensor x = pass.variable(INPUT, SmallNetwork.normal("x", INPUT.numel()));
        Tensor y = layer.apply(pass, x);
        results.put("training", pass.read(y));
        pass.backward(y, SmallNetwork.normal("dy", y.shape().numel()));
        results.put("dx", pass.grad(x));
        for (String name : new String[] {"conv.weight", "norm.weight", "norm.bias"}) {
          results.put("d " + name, pass.grad(slab.parameters().get(name).tensor()));
        }
        for (String name : new String[] {"norm.running_mean", "norm.running_var"}) {
          results.put(name, slab.read(slab.parameters().get(name)));
        }
      }
      for (boolean recording : new boolean[] {false, true}) {
        try (Pass pass = recording ? Pass.recording(pool) : Pass.inference(pool)) {
          Tensor x = pass.variable(INPUT, SmallNetwork.normal("x", INPUT.numel()));
          Tensor y = layer.apply(pass, x);
          results.put(recording ? "recording" : "inference", pass.read(y));
          if (recording) {
            pass.backward(y, SmallNetwork.normal("dy", y.shape().numel()));
            results.put("dx with running statistics", pass.grad(x));
          }
        }
      }
    }
    return results;
  }

  @Test
  void computesWhatItsSingleOpsDo() {
    Map<String, float[]> expected = run(new Single());
    Map<String, float[]> actual = run(new ConvBlock(3, 4, 2, P));
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, values) -> {
      double nmse = Nmse.of(actual.get(name), values);
      assertTrue(nmse < 1e-9, () -> name + ": NMSE " + nmse);
    });
  }

  @Test
  void refusesImpossibleSettings() {
    for (ConvBlock block : new ConvBlock[] {new ConvBlock(3, 4, 0, 0), new ConvBlock(3, 4, 2, 1)}) {
      try (ParameterSlab _ = ParameterSlab.trainable(backend, block, 9);
          Pass pass = Pass.training(pool, 1, 1)) {
        Tensor x = pass.constant(INPUT, new float[INPUT.numel()]);
        assertThrows(IllegalArgumentException.class, () -> block.apply(pass, x));
      }
    }
  }
}
