package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.ConstantOp;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// The place of the maximum along an axis, or of the minimum: the first of equal ones, or of NaN.
record ArgExtreme(int axis, boolean largest) implements ConstantOp {
  @Override
  public String name() {
    return largest ? "argmax" : "argmin";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Axes.of(false, axis).requireElements(name(), in.get(0));
    return in.get(0).without(axis);
  }

  @Override
  public void forward(OpContext c) {
    Shape x = c.inShape(0);
    int at = x.axis(axis);
    c.backend()
        .reductions()
        .extreme(
            c.scratch(c.outShape().numel()),
            c.out(),
            c.in(0),
            largest,
            x.outer(at),
            x.dim(at),
            x.inner(at));
  }
}
