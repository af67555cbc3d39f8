package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// One axis made longer by `before` and `after` elements of one value.
record Pad(int axis, int before, int after, float value) implements Op {
  @Override
  public String name() {
    return "pad";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Checks.that(
        before >= 0 && after >= 0,
        name(),
        () ->
            before
                + " before and "
                + after
                + " after axis "
                + axis
                + " of "
                + in.get(0)
                + " must be at least 0; narrow makes an axis shorter");
    return in.get(0).with(axis, before + in.get(0).dim(axis) + after);
  }

  @Override
  public void forward(OpContext c) {
    Shape x = c.inShape(0);
    int at = x.axis(axis);
    int length = x.dim(at) * x.inner(at);
    int padded = c.outShape().dim(at) * x.inner(at);
    c.backend().memory().fill(c.out(), value, c.outShape().numel());
    int skipped = before * x.inner(at);
    Buffer to = c.out().slice(skipped, c.out().length() - skipped);
    c.backend().memory().copy2d(to, padded, c.in(0), length, x.outer(at), length);
  }

  @Override
  public void backward(OpContext c) {
    Shape x = c.inShape(0);
    int at = x.axis(axis);
    int length = x.dim(at) * x.inner(at);
    int padded = c.outShape().dim(at) * x.inner(at);
    int skipped = before * x.inner(at);
    Buffer from = c.gradOut().slice(skipped, c.gradOut().length() - skipped);
    c.backend().memory().copy2d(c.gradIn(0), length, from, padded, x.outer(at), length);
  }
}
