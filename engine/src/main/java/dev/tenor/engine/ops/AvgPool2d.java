package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// The mean of every window of x [B,H,W,C], windows side by side; an incomplete last row or column
/// is dropped.
record AvgPool2d(int kernelH, int kernelW) implements Op {
  @Override
  public String name() {
    return "avg_pool2d";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Checks.rank(name(), "input", in.get(0), 4);
    return pooled(geometry(in.get(0), kernelH, kernelW));
  }

  /// Windows of kernelH × kernelW side by side.
  static PoolGeometry geometry(Shape x, int kernelH, int kernelW) {
    return new PoolGeometry(
        x.dim(0), x.dim(1), x.dim(2), x.dim(3), kernelH, kernelW, kernelH, kernelW);
  }

  static Shape pooled(PoolGeometry g) {
    return Shape.of(g.batch(), g.outH(), g.outW(), g.channels());
  }

  @Override
  public void forward(OpContext c) {
    c.backend().pooling().average(c.out(), c.in(0), geometry(c.inShape(0), kernelH, kernelW));
  }

  @Override
  public void backward(OpContext c) {
    PoolGeometry g = geometry(c.inShape(0), kernelH, kernelW);
    c.backend().pooling().averageBackward(c.gradIn(0), c.gradOut(), g);
  }
}
