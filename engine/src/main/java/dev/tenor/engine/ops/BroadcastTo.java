package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// x repeated to a larger shape; the gradient is summed over the repeats.
record BroadcastTo(Shape shape) implements Op {
  @Override
  public String name() {
    return "broadcast_to";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape common = Checks.broadcast(name(), in.get(0), shape);
    Checks.that(common.equals(shape), name(), () -> in.get(0) + " is not repeated to " + shape);
    return shape;
  }

  @Override
  public void forward(OpContext c) {
    Sums.expand(c, c.out(), c.in(0), shape, c.inShape(0), 1);
  }

  @Override
  public void backward(OpContext c) {
    Sums.reduce(c, c.gradIn(0), c.gradOut(), shape, c.inShape(0), 1);
  }
}
