package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// y = min(max(x, low), high).
record Clamp(float low, float high) implements Op {
  Clamp {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "clamp: low " + low + " is not at most high " + high + "; give the smaller one first");
    }
  }

  @Override
  public String name() {
    return "clamp";
  }

  @Override
  public Shape infer(List<Shape> in) {
    return in.get(0);
  }

  @Override
  public void forward(OpContext c) {
    c.backend().elementwise().clamp(c.out(), c.in(0), low, high, c.outShape().numel());
  }

  @Override
  public void backward(OpContext c) {
    int n = c.outShape().numel();
    c.backend().elementwise().clampBackward(c.gradIn(0), c.gradOut(), c.in(0), low, high, n);
  }
}
