package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.IndexGeometry;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// y[.., j, ..] = x[.., ids[.., j, ..], ..]: elements along one axis; the other dims of x and ids
/// are equal.
record Gather(int axis) implements Op {
  @Override
  public String name() {
    return "gather";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Shape ids = in.get(1);
    Checks.rank(name(), "ids", ids, x.rank());
    Checks.that(
        ids.with(axis, x.dim(axis)).equals(x),
        name(),
        () -> "input " + x + " and ids " + ids + " differ in more than axis " + axis);
    return ids;
  }

  private IndexGeometry geometry(OpContext c) {
    Shape x = c.inShape(0);
    int at = x.axis(axis);
    return new IndexGeometry(x.outer(at), x.dim(at), c.inShape(1).dim(at), x.inner(at));
  }

  @Override
  public void forward(OpContext c) {
    c.backend().indexing().gather(c.out(), c.in(0), c.in(1), geometry(c));
  }

  @Override
  public void backward(OpContext c) {
    Buffer dx = c.gradAccumulate(0);
    c.backend().indexing().gatherBackwardAccumulate(dx, c.gradOut(), c.in(1), geometry(c));
  }
}
