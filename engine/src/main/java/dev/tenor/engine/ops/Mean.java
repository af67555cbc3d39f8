package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// The mean over one axis, which disappears (a vector's mean has shape [1]).
record Mean(int axis) implements Op {
  @Override
  public String name() {
    return "mean";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Checks.that(
        in.get(0).dim(axis) > 0, name(), () -> "axis " + axis + " of " + in.get(0) + " is empty");
    return in.get(0).without(axis);
  }

  @Override
  public void forward(OpContext c) {
    Shape x = c.inShape(0);
    int at = x.axis(axis);
    int length = x.dim(at);
    c.backend()
        .reductions()
        .sumAxis(c.out(), c.in(0), x.outer(at), length, x.inner(at), 1f / length, false);
  }

  @Override
  public void backward(OpContext c) {
    Shape x = c.inShape(0);
    int at = x.axis(axis);
    int length = x.dim(at);
    c.backend()
        .reductions()
        .broadcastAxis(c.gradIn(0), c.gradOut(), x.outer(at), length, x.inner(at), 1f / length);
  }
}
