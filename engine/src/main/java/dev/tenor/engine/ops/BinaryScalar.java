package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.Broadcast;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// y = fn(x, b) with a number b for all elements.
record BinaryScalar(String name, BinaryFn fn, float b) implements Op {
  private static final int[] ONE = {1};

  @Override
  public boolean differentiable() {
    return !fn.isComparison();
  }

  @Override
  public Shape infer(List<Shape> in) {
    return in.get(0);
  }

  private Buffer number(OpContext c) {
    Buffer number = c.scratch(1);
    c.backend().memory().fill(number, b, 1);
    return number;
  }

  private static Broadcast shape(OpContext c) {
    int[] n = {c.outShape().numel()};
    return Broadcast.of(n, n, ONE);
  }

  @Override
  public void forward(OpContext c) {
    c.backend().elementwise().binaryStrided(fn, c.out(), c.in(0), number(c), shape(c));
  }

  @Override
  public void backward(OpContext c) {
    c.backend()
        .elementwise()
        .binaryGradient(fn, 0, c.gradIn(0), c.gradOut(), c.in(0), number(c), shape(c));
  }
}
