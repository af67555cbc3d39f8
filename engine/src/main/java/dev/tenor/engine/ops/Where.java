package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Broadcast;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// y = mask ≠ 0 ? a : b, broadcast. The gradient goes to the one that was chosen, summed over its
/// repeats.
record Where() implements Op {
  private static final int[] ONE = {1};

  @Override
  public String name() {
    return "where";
  }

  @Override
  public Shape infer(List<Shape> in) {
    return Checks.broadcast(name(), in.get(0), in.get(1), in.get(2));
  }

  @Override
  public void forward(OpContext c) {
    Broadcast shape =
        Broadcast.of(
            c.outShape().toArray(),
            c.inShape(0).toArray(),
            c.inShape(1).toArray(),
            c.inShape(2).toArray());
    c.backend().elementwise().choose(c.out(), c.in(0), c.in(1), c.in(2), shape);
  }

  @Override
  public void backward(OpContext c) {
    Buffer zero = c.scratch(1);
    c.backend().memory().fill(zero, 0, 1);
    int[] out = c.outShape().toArray();
    int[] mask = c.inShape(0).toArray();
    for (int side = 1; side <= 2; side++) {
      if (!c.needsGrad(side)) {
        continue;
      }
      Buffer gradient = c.gradIn(side);
      boolean whole = c.inShape(side).numel() == c.outShape().numel();
      Buffer share = whole ? gradient : c.scratch(c.outShape().numel());
      if (side == 1) {
        Broadcast shape = Broadcast.of(out, mask, out, ONE);
        c.backend().elementwise().choose(share, c.in(0), c.gradOut(), zero, shape);
      } else {
        Broadcast shape = Broadcast.of(out, mask, ONE, out);
        c.backend().elementwise().choose(share, c.in(0), zero, c.gradOut(), shape);
      }
      if (!whole) {
        Sums.reduce(c, gradient, share, c.outShape(), c.inShape(side), 1);
      }
    }
  }
}
