package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// The part `start … start + length` of one axis; the gradient outside it is 0.
record Narrow(int axis, int start, int length) implements Op {
  @Override
  public String name() {
    return "narrow";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Checks.that(
        start >= 0 && length >= 0 && length <= x.dim(axis) - start,
        name(),
        () ->
            "part "
                + start
                + " … "
                + (start + length)
                + " is not inside axis "
                + axis
                + " of "
                + x);
    return x.with(axis, length);
  }

  @Override
  public void forward(OpContext c) {
    Shape x = c.inShape(0);
    int at = x.axis(axis);
    int inner = x.inner(at);
    Buffer from = c.in(0).slice(start * inner, c.in(0).length() - start * inner);
    c.backend()
        .memory()
        .copy2d(c.out(), length * inner, from, x.dim(at) * inner, x.outer(at), length * inner);
  }

  @Override
  public void backward(OpContext c) {
    Shape x = c.inShape(0);
    int at = x.axis(axis);
    int inner = x.inner(at);
    Buffer dx = c.gradIn(0);
    c.backend().memory().fill(dx, 0, x.numel());
    c.backend()
        .memory()
        .copy2d(
            dx.slice(start * inner, x.numel() - start * inner),
            x.dim(at) * inner,
            c.gradOut(),
            length * inner,
            x.outer(at),
            length * inner);
  }
}
