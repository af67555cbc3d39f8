package dev.tenor.engine.tck;

import dev.tenor.engine.autograd.OpProfile;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.tensor.Lifetime;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.List;

/// An op case whose inputs stay on the backend, to be run over and over without copies: what the op
/// benchmark times. The gradients add up and nobody reads them.
public final class ResidentCase {
  private static final Lifetime ENDLESS =
      new Lifetime() {
        @Override
        public boolean ended() {
          return false;
        }

        @Override
        public String describe() {
          return "benchmark";
        }
      };

  private final OpCase op;
  private final BufferPool pool;
  private final Tensor[] inputs;
  private final Tensor outputGradient;

  /// @param pool whose backend gets the inputs; they last as long as the backend
  public ResidentCase(OpCase op, BufferPool pool) {
    this.op = op;
    this.pool = pool;
    List<float[]> values = op.values();
    inputs = new Tensor[values.size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = input(op.inputs().get(i), values.get(i));
    }
    OpRun once = OpRun.of(op, pool);
    float[] direction = OpRun.direction("gradient of " + op, once.output().length);
    outputGradient = Tensor.constant(once.shape(), uploaded(direction), ENDLESS);
  }

  private Tensor input(OpCase.Input input, float[] values) {
    Shape shape = input.shape();
    Buffer buffer = uploaded(values);
    return input.hasGradient()
        ? Tensor.leaf(shape, buffer, uploaded(new float[values.length]), ENDLESS)
        : Tensor.constant(shape, buffer, ENDLESS);
  }

  private Buffer uploaded(float[] values) {
    Backend backend = pool.backend();
    Buffer buffer = backend.memory().allocate(values.length);
    backend.memory().upload(buffer, values, 0, values.length);
    return buffer;
  }

  /// Forward and backward.
  ///
  /// @param profile counts the ops, or null
  public void run(OpProfile profile) {
    try (Pass pass = OpRun.open(op, pool).profiled(profile)) {
      Tensor out = op.apply(pass, inputs);
      if (out.requiresGrad()) {
        pass.backward(out, outputGradient);
      }
    }
  }
}
