package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.Broadcast;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.Elementwise;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// y = fn(a, b), element by element. The shapes are aligned at their last axis; an axis that is
/// missing or of length 1 in one of them is repeated, and the gradient summed over the repeats.
/// Comparisons have no gradient.
record Binary(BinaryFn fn) implements Op {
  @Override
  public String name() {
    return fn.label();
  }

  @Override
  public boolean differentiable() {
    return !fn.isComparison();
  }

  @Override
  public Shape infer(List<Shape> in) {
    return Checks.broadcast(name(), in.get(0), in.get(1));
  }

  /// Whether b equals the last axes of a, so that it is repeated as a whole.
  private static boolean isRow(OpContext c) {
    Shape a = c.inShape(0);
    Shape b = c.inShape(1);
    boolean row = b.rank() <= a.rank();
    for (int i = 1; row && i <= b.rank(); i++) {
      row = a.dim(-i) == b.dim(-i);
    }
    return row;
  }

  private static Broadcast shape(OpContext c) {
    return Broadcast.of(c.outShape().toArray(), c.inShape(0).toArray(), c.inShape(1).toArray());
  }

  private static int repeats(OpContext c) {
    return c.inShape(1).numel() == 0 ? 0 : c.inShape(0).numel() / c.inShape(1).numel();
  }

  private boolean isLinear() {
    return fn == BinaryFn.ADD || fn == BinaryFn.SUB || fn == BinaryFn.MUL;
  }

  @Override
  public void forward(OpContext c) {
    Elementwise<Buffer> map = c.backend().elementwise();
    int n = c.inShape(1).numel();
    if (c.inShape(0).equals(c.inShape(1))) {
      map.binary(fn, c.out(), c.in(0), c.in(1), n);
    } else if (isLinear() && isRow(c)) {
      map.binaryBroadcast(fn, c.out(), c.in(0), c.in(1), 1, repeats(c), n);
    } else {
      map.binaryStrided(fn, c.out(), c.in(0), c.in(1), shape(c));
    }
  }

  @Override
  public void backward(OpContext c) {
    if (isLinear() && isRow(c)) {
      rowBackward(c);
    } else {
      for (int side = 0; side < 2; side++) {
        if (c.needsGrad(side)) {
          sideBackward(c, side);
        }
      }
    }
  }

  /// The gradient of one operand: its share at every element, summed over the repeats.
  private void sideBackward(OpContext c, int side) {
    Shape out = c.outShape();
    boolean whole = out.numel() == c.inShape(side).numel();
    Buffer gradient = c.gradIn(side);
    Buffer share = whole ? gradient : c.scratch(out.numel());
    c.backend()
        .elementwise()
        .binaryGradient(fn, side, share, c.gradOut(), c.in(0), c.in(1), shape(c));
    if (!whole) {
      Sums.reduce(c, gradient, share, out, c.inShape(side), 1);
    }
  }

  /// ADD: da = dy, db = Σ dy. SUB: da = dy, db = −Σ dy. MUL: da = dy·b, db = Σ dy·a; the sums run
  /// over the repeats of b.
  private void rowBackward(OpContext c) {
    Elementwise<Buffer> map = c.backend().elementwise();
    int total = c.outShape().numel();
    int n = c.inShape(1).numel();
    int repeats = repeats(c);
    if (c.needsGrad(0)) {
      if (fn == BinaryFn.MUL) {
        map.binaryBroadcast(fn, c.gradIn(0), c.gradOut(), c.in(1), 1, repeats, n);
      } else {
        c.handGrad(0);
      }
    }
    if (c.needsGrad(1) && fn == BinaryFn.ADD && repeats == 1) {
      c.handGrad(1);
    } else if (c.needsGrad(1)) {
      Buffer share = c.gradOut();
      if (fn == BinaryFn.MUL) {
        share = c.scratch(total);
        map.binary(fn, share, c.gradOut(), c.in(0), total);
      }
      float sign = fn == BinaryFn.SUB ? -1 : 1;
      c.backend().reductions().sumAxis(c.gradIn(1), share, 1, repeats, n, sign, false);
    }
  }
}
