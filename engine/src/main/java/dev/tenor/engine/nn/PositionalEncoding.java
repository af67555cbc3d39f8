package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Arrays;

/// Adds sinusoidal positions to x [B,T,embedDim] (Vaswani et al. 2017, section 3.5): column 2i of
/// position t gets sin(t / 10000^(2i/E)), column 2i + 1 the cosine.
public final class PositionalEncoding extends UnaryLayer {
  private final int embedDim;
  private final Parameter table;

  /// The positions of the longest sequence so far, which is never changed: several threads may
  /// read.
  private volatile float[] known = {};

  /// For sequences of any length; their positions are uploaded in each pass.
  public PositionalEncoding(int embedDim) {
    this.embedDim = embedDim;
    table = null;
  }

  /// For sequences up to `longest`, whose positions live with the network.
  public PositionalEncoding(int embedDim, int longest) {
    this.embedDim = embedDim;
    float[] all = table(longest, embedDim);
    table =
        constant(
            "table",
            Shape.of(longest, embedDim),
            (values, random) -> System.arraycopy(all, 0, values, 0, all.length));
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    int time = x.shape().dim(1);
    if (table != null) {
      return Ops.add(pass, x, LearnedPositions.first(pass, table, x.shape()));
    }
    float[] first = Arrays.copyOf(upTo(time), time * embedDim);
    return Ops.add(pass, x, pass.constant(Shape.of(time, embedDim), first));
  }

  /// The positions of `time` steps or more.
  private float[] upTo(int time) {
    float[] positions = known;
    if (positions.length < time * embedDim) {
      positions = table(time, embedDim);
      known = positions;
    }
    return positions;
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
