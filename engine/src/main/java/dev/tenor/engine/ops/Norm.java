package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.Broadcast;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// The Euclidean norm over some axes, y = √Σ x²; dx = dy·x/y, 0 where y = 0.
record Norm(Axes axes) implements Op {
  private static final int[] ONE = {1};

  @Override
  public String name() {
    return "norm";
  }

  @Override
  public Shape infer(List<Shape> in) {
    return axes.result(name(), in.get(0));
  }

  @Override
  public void forward(OpContext c) {
    Shape x = c.inShape(0);
    int n = c.outShape().numel();
    Buffer squares = c.scratch(x.numel());
    c.backend().elementwise().unary(UnaryFn.SQUARE, squares, c.in(0), x.numel());
    Sums.reduce(c, c.out(), squares, x, axes.kept(name(), x), 1);
    c.backend().elementwise().unary(UnaryFn.SQRT, c.out(), c.out(), n);
  }

  @Override
  public void backward(OpContext c) {
    Shape x = c.inShape(0);
    int n = c.outShape().numel();
    Buffer zero = c.scratch(1);
    c.backend().memory().fill(zero, 0, 1);
    Buffer quotient = c.scratch(n);
    c.backend().elementwise().binary(BinaryFn.DIV, quotient, c.gradOut(), c.out(), n);
    int[] flat = {n};
    Broadcast shape = Broadcast.of(flat, flat, flat, ONE);
    c.backend().elementwise().choose(quotient, c.out(), quotient, zero, shape);
    int[] large = x.toArray();
    Broadcast repeated = Broadcast.of(large, large, axes.kept(name(), x).toArray());
    c.backend().elementwise().binaryStrided(BinaryFn.MUL, c.gradIn(0), c.in(0), quotient, repeated);
  }
}
