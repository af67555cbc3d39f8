package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.IndexGeometry;
import dev.tenor.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// The elements of one axis of x that the ids name, in their order: the dims of the ids take the
/// place of the axis. An embedding is the first axis of its table.
record IndexSelect(String name, int axis) implements Op {
  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Shape ids = in.get(1);
    Checks.that(
        x.rank() - 1 + ids.rank() <= Shape.MAX_RANK,
        name,
        () -> "ids " + ids + " of axis " + axis + " of " + x + " give more than 5 axes");
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      if (i == x.axis(axis)) {
        for (int dim : ids.toArray()) {
          dims.add(dim);
        }
      } else {
        dims.add(x.dim(i));
      }
    }
    return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
  }

  private IndexGeometry geometry(OpContext c) {
    Shape x = c.inShape(0);
    int at = x.axis(axis);
    return new IndexGeometry(x.outer(at), x.dim(at), c.inShape(1).numel(), x.inner(at));
  }

  @Override
  public void forward(OpContext c) {
    c.backend().indexing().select(c.out(), c.in(0), c.in(1), geometry(c));
  }

  /// Adds to the gradient as it is, so that rows without an id cost nothing.
  @Override
  public void backward(OpContext c) {
    Buffer dx = c.gradAccumulate(0);
    c.backend().indexing().selectBackwardAccumulate(dx, c.gradOut(), c.in(1), geometry(c));
  }
}
