package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// y = fn(x), element by element.
record Activation(UnaryFn fn) implements Op {
  @Override
  public String name() {
    return fn.label();
  }

  @Override
  public Shape infer(List<Shape> in) {
    return in.get(0);
  }

  @Override
  public void forward(OpContext c) {
    c.backend().elementwise().unary(fn, c.out(), c.in(0), c.outShape().numel());
  }

  @Override
  public void backward(OpContext c) {
    int n = c.outShape().numel();
    c.backend().elementwise().unaryBackward(fn, c.gradIn(0), c.gradOut(), c.in(0), c.out(), n);
  }
}
