package dev.tenor.engine.tck;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.List;

/// What an op case gave: its output, the gradient of every input (null for constants), and the
/// inputs afterwards (an op may change running statistics and nothing else).
public record OpRun(Shape shape, float[] output, float[][] grads, float[][] inputs) {

  /// Runs a case forward and, from a seeded gradient of the output, backward.
  public static OpRun of(OpCase op, BufferPool pool) {
    return of(op, pool, op.values());
  }

  static OpRun of(OpCase op, BufferPool pool, List<float[]> values) {
    try (Pass pass = open(op, pool)) {
      Tensor[] in = inputs(op, pass, values);
      Tensor out = op.apply(pass, in);
      float[] output = pass.read(out);
      if (out.requiresGrad()) {
        pass.backward(out, direction("gradient of " + op, output.length));
      }
      float[][] grads = new float[in.length][];
      float[][] after = new float[in.length][];
      for (int i = 0; i < in.length; i++) {
        grads[i] = in[i].requiresGrad() ? pass.grad(in[i]) : null;
        after[i] = pass.read(in[i]);
      }
      return new OpRun(out.shape(), output, grads, after);
    }
  }

  static Pass open(OpCase op, BufferPool pool) {
    return op.training() ? Pass.training(pool, 7, 3) : Pass.recording(pool);
  }

  private static Tensor[] inputs(OpCase op, Pass pass, List<float[]> values) {
    Tensor[] in = new Tensor[op.inputs().size()];
    for (int i = 0; i < in.length; i++) {
      OpCase.Input input = op.inputs().get(i);
      in[i] =
          input.hasGradient()
              ? pass.variable(input.shape(), values.get(i))
              : pass.constant(input.shape(), values.get(i));
    }
    return in;
  }

  /// Seeded standard normal numbers.
  static float[] direction(String name, int n) {
    RandomStream random = RandomStream.of(2, name);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
