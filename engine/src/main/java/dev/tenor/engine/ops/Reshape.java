package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// The same elements under another shape.
record Reshape(Shape shape) implements Op {
  @Override
  public String name() {
    return "reshape";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Checks.that(
        in.get(0).numel() == shape.numel(),
        name(),
        () ->
            in.get(0)
                + " has "
                + in.get(0).numel()
                + " elements, "
                + shape
                + " has "
                + shape.numel());
    return shape;
  }

  @Override
  public void forward(OpContext c) {
    c.backend().memory().copy(c.out(), c.in(0), shape.numel());
  }

  @Override
  public void backward(OpContext c) {
    c.handGrad(0);
  }
}
