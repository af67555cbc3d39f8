package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// Sets elements to 0 with probability p and scales the others by 1/(1 − p). The mask is a function
/// of `key` and `stream`, so backward computes it again instead of keeping it.
record Dropout(float p, long key, long stream) implements Op {
  Dropout {
    if (!(p >= 0 && p < 1)) {
      throw new IllegalArgumentException("dropout: p = " + p + " is not in [0, 1)");
    }
  }

  @Override
  public String name() {
    return "dropout";
  }

  @Override
  public Shape infer(List<Shape> in) {
    return in.get(0);
  }

  @Override
  public void forward(OpContext c) {
    c.backend().elementwise().dropout(c.out(), c.in(0), p, key, stream, c.outShape().numel());
  }

  @Override
  public void backward(OpContext c) {
    c.backend()
        .elementwise()
        .dropout(c.gradIn(0), c.gradOut(), p, key, stream, c.outShape().numel());
  }
}
