package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// Softmax over the last axis, or its logarithm.
record Softmax(boolean log) implements Op {
  @Override
  public String name() {
    return log ? "log_softmax" : "softmax";
  }

  @Override
  public Shape infer(List<Shape> in) {
    return in.get(0);
  }

  @Override
  public void forward(OpContext c) {
    int cols = c.outShape().dim(-1);
    int rows = c.outShape().outer(c.outShape().rank() - 1);
    if (log) {
      c.backend().softmax().logForward(c.out(), c.in(0), rows, cols);
    } else {
      c.backend().softmax().forward(c.out(), c.in(0), rows, cols);
    }
  }

  @Override
  public void backward(OpContext c) {
    int cols = c.outShape().dim(-1);
    int rows = c.outShape().outer(c.outShape().rank() - 1);
    if (log) {
      c.backend().softmax().logBackward(c.gradIn(0), c.gradOut(), c.out(), rows, cols);
    } else {
      c.backend().softmax().backward(c.gradIn(0), c.gradOut(), c.out(), rows, cols);
    }
  }
}
