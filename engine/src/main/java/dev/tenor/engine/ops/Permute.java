package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/// The axes in another order: dim i of the output is dim `axes.get(i)` of the input.
record Permute(List<Integer> axes) implements Op {
  @Override
  public String name() {
    return "permute";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    int[] dims = new int[x.rank()];
    boolean[] named = new boolean[x.rank()];
    boolean each = axes.size() == x.rank();
    for (int i = 0; each && i < dims.length; i++) {
      int axis = axes.get(i);
      each = axis >= 0 && axis < dims.length && !named[axis];
      if (each) {
        named[axis] = true;
        dims[i] = x.dim(axis);
      }
    }
    Checks.that(each, name(), () -> "axes " + axes + " do not name each axis of " + x + " once");
    return Shape.of(dims);
  }

  @Override
  public void forward(OpContext c) {
    int[] order = new int[axes.size()];
    Arrays.setAll(order, axes::get);
    c.backend().memory().permute(c.out(), c.in(0), c.inShape(0).toArray(), order);
  }

  @Override
  public void backward(OpContext c) {
    int[] inverse = new int[axes.size()];
    Arrays.setAll(inverse, axes::indexOf);
    c.backend().memory().permute(c.gradIn(0), c.gradOut(), c.outShape().toArray(), inverse);
  }
}
