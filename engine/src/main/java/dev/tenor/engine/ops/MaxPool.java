package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// The maximum of every window of x [B,H,W,C] or, with rank 3, [B,T,C]; the gradient goes to the
/// first maximum. Saves its place in the window.
record MaxPool(String name, int rank, PoolSettings settings) implements Op {
  @Override
  public Shape infer(List<Shape> in) {
    Checks.rank(name(), "input", in.get(0), rank);
    return settings.pooled(in.get(0));
  }

  @Override
  public void forward(OpContext c) {
    c.backend()
        .pooling()
        .max(c.out(), c.save(c.outShape().numel()), c.in(0), settings.geometry(c.inShape(0)));
  }

  @Override
  public void backward(OpContext c) {
    c.backend()
        .pooling()
        .maxBackward(c.gradIn(0), c.gradOut(), c.saved(0), settings.geometry(c.inShape(0)));
  }
}
