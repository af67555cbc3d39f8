package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// The mean of every window of x [B,H,W,C] or, with rank 3, [B,T,C], without padding; an incomplete
/// last row or column is dropped. With padding it is a [Resample].
record AvgPool(String name, int rank, PoolSettings settings) implements Op {
  /// The op for windows with or without padding.
  static Op of(String name, int rank, PoolSettings s) {
    if (!s.isPadded()) {
      return new AvgPool(name, rank, s);
    }
    AxisRule down = new AxisRule.Average(s.kernelH(), s.strideH(), s.padH(), s.countIncludePad());
    AxisRule across = new AxisRule.Average(s.kernelW(), s.strideW(), s.padW(), s.countIncludePad());
    return new Resample(name, rank, rank == 4 ? down : null, across);
  }

  @Override
  public Shape infer(List<Shape> in) {
    Checks.rank(name(), "input", in.get(0), rank);
    return settings.pooled(in.get(0));
  }

  @Override
  public void forward(OpContext c) {
    c.backend().pooling().average(c.out(), c.in(0), settings.geometry(c.inShape(0)));
  }

  @Override
  public void backward(OpContext c) {
    c.backend()
        .pooling()
        .averageBackward(c.gradIn(0), c.gradOut(), settings.geometry(c.inShape(0)));
  }
}
