package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// y = alpha · x
record Scale(float alpha) implements Op {
  @Override
  public String name() {
    return "scale";
  }

  @Override
  public Shape infer(List<Shape> in) {
    return in.get(0);
  }

  @Override
  public void forward(OpContext c) {
    c.backend().elementwise().scale(c.out(), c.in(0), alpha, c.outShape().numel());
  }

  @Override
  public void backward(OpContext c) {
    c.backend().elementwise().scale(c.gradIn(0), c.gradOut(), alpha, c.outShape().numel());
  }
}
