package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// The sums of all elements along an axis up to each, that one included. dx is the same of dy, from
/// the end.
record CumulativeSum(int axis) implements Op {
  @Override
  public String name() {
    return "cumsum";
  }

  @Override
  public Shape infer(List<Shape> in) {
    return in.get(0).with(axis, in.get(0).dim(axis));
  }

  @Override
  public void forward(OpContext c) {
    apply(c, c.out(), c.in(0), false);
  }

  @Override
  public void backward(OpContext c) {
    apply(c, c.gradIn(0), c.gradOut(), true);
  }

  private void apply(OpContext c, Buffer to, Buffer from, boolean reverse) {
    Shape x = c.outShape();
    int at = x.axis(axis);
    c.backend().reductions().cumulativeSum(to, from, x.outer(at), x.dim(at), x.inner(at), reverse);
  }
}
