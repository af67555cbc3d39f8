package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Adds sinusoidal positions to x [B,T,embedDim] (Vaswani et al. 2017, section 3.5): column 2i of
/// position t gets sin(t / 10000^(2i/E)), column 2i + 1 the cosine.
public final class PositionalEncoding extends UnaryLayer {
  private final int embedDim;

  public PositionalEncoding(int embedDim) {
    this.embedDim = embedDim;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    int time = x.shape().dim(1);
    Tensor positions = pass.constant(Shape.of(time, embedDim), table(time, embedDim));
    return Ops.add(pass, x, positions);
  }

  /// The positions [time,embedDim], row-major.
  public static float[] table(int time, int embedDim) {
    float[] table = new float[time * embedDim];
    for (int t = 0; t < time; t++) {
      for (int column = 0; column < embedDim; column++) {
        int pair = column - column % 2;
        double angle = t / StrictMath.pow(10_000, (double) pair / embedDim);
        table[t * embedDim + column] =
            (float) (column % 2 == 0 ? StrictMath.sin(angle) : StrictMath.cos(angle));
      }
    }
    return table;
  }
}
