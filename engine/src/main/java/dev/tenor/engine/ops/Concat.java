package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// Tensors one after the other along an axis; all other dims are equal.
record Concat(int axis) implements Op {
  @Override
  public String name() {
    return "concat";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape first = in.get(0);
    int length = 0;
    for (Shape shape : in) {
      Checks.rank(name(), "input", shape, first.rank());
      Checks.same(name(), first.with(axis, 0), shape.with(axis, 0));
      length += shape.dim(axis);
    }
    return first.with(axis, length);
  }

  @Override
  public void forward(OpContext c) {
    int at = c.outShape().axis(axis);
    int rows = c.outShape().outer(at);
    int stride = c.outShape().dim(at) * c.outShape().inner(at);
    int offset = 0;
    for (int i = 0; i < c.inputs(); i++) {
      int cols = c.inShape(i).dim(at) * c.inShape(i).inner(at);
      c.backend()
          .memory()
          .copy2d(
              c.out().slice(offset, c.out().length() - offset), stride, c.in(i), cols, rows, cols);
      offset += cols;
    }
  }

  @Override
  public void backward(OpContext c) {
    int at = c.outShape().axis(axis);
    int rows = c.outShape().outer(at);
    int stride = c.outShape().dim(at) * c.outShape().inner(at);
    int offset = 0;
    for (int i = 0; i < c.inputs(); i++) {
      int cols = c.inShape(i).dim(at) * c.inShape(i).inner(at);
      if (c.needsGrad(i)) {
        c.backend()
            .memory()
            .copy2d(
                c.gradIn(i),
                cols,
                c.gradOut().slice(offset, c.gradOut().length() - offset),
                stride,
                rows,
                cols);
      }
      offset += cols;
    }
  }
}
