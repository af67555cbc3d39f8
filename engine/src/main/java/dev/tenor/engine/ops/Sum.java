package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// The sum over some axes, or the mean.
record Sum(Axes axes, boolean mean) implements Op {
  @Override
  public String name() {
    return mean ? "mean" : "sum";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape result = axes.result(name(), in.get(0));
    if (mean) {
      axes.requireElements(name(), in.get(0));
    }
    return result;
  }

  private float scale(OpContext c) {
    return mean ? 1f / axes.count(c.inShape(0)) : 1;
  }

  @Override
  public void forward(OpContext c) {
    Shape x = c.inShape(0);
    Sums.reduce(c, c.out(), c.in(0), x, axes.kept(name(), x), scale(c));
  }

  @Override
  public void backward(OpContext c) {
    Shape x = c.inShape(0);
    Sums.expand(c, c.gradIn(0), c.gradOut(), x, axes.kept(name(), x), scale(c));
  }
}
