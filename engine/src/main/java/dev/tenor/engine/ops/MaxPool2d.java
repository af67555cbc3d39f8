package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// The maximum of every window of x [B,H,W,C]; the gradient goes to the first maximum. Saves its
/// place in the window.
record MaxPool2d(int kernelH, int kernelW) implements Op {
  @Override
  public String name() {
    return "max_pool2d";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Checks.rank(name(), "input", in.get(0), 4);
    return AvgPool2d.pooled(AvgPool2d.geometry(in.get(0), kernelH, kernelW));
  }

  @Override
  public void forward(OpContext c) {
    PoolGeometry g = AvgPool2d.geometry(c.inShape(0), kernelH, kernelW);
    c.backend().pooling().max(c.out(), c.save(c.outShape().numel()), c.in(0), g);
  }

  @Override
  public void backward(OpContext c) {
    PoolGeometry g = AvgPool2d.geometry(c.inShape(0), kernelH, kernelW);
    c.backend().pooling().maxBackward(c.gradIn(0), c.gradOut(), c.saved(0), g);
  }
}
