package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.ConstantOp;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// The same values as a constant.
record Detach() implements ConstantOp {
  @Override
  public String name() {
    return "detach";
  }

  @Override
  public Shape infer(List<Shape> in) {
    return in.get(0);
  }

  @Override
  public void forward(OpContext c) {
    c.backend().memory().copy(c.out(), c.in(0), c.outShape().numel());
  }
}
