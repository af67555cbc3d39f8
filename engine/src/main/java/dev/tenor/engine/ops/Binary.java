package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// y = fn(a, b), element by element. b has the shape of a, or that of a's last axes; then it is
/// repeated along the leading ones (a bias, a positional encoding).
record Binary(BinaryFn fn) implements Op {
  @Override
  public String name() {
    return switch (fn) {
      case ADD -> "add";
      case SUB -> "sub";
      case MUL -> "mul";
    };
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape a = in.get(0);
    Shape b = in.get(1);
    boolean fits = b.rank() <= a.rank();
    for (int i = 1; fits && i <= b.rank(); i++) {
      fits = a.dim(-i) == b.dim(-i);
    }
    Checks.that(
        fits,
        name(),
        () -> "shapes " + a + " and " + b + " differ; b must equal the last axes of a");
    return a;
  }

  private static int repeats(OpContext c) {
    return c.inShape(1).numel() == 0 ? 0 : c.inShape(0).numel() / c.inShape(1).numel();
  }

  @Override
  public void forward(OpContext c) {
    int n = c.inShape(1).numel();
    c.backend().elementwise().binaryBroadcast(fn, c.out(), c.in(0), c.in(1), 1, repeats(c), n);
  }

  /// ADD: da = dy, db = Σ dy. SUB: da = dy, db = −Σ dy. MUL: da = dy·b, db = Σ dy·a; the sums run
  /// over the repeats of b.
  @Override
  public void backward(OpContext c) {
    Backend backend = c.backend();
    int total = c.outShape().numel();
    int n = c.inShape(1).numel();
    int repeats = repeats(c);
    if (c.needsGrad(0)) {
      if (fn == BinaryFn.MUL) {
        backend.elementwise().binaryBroadcast(fn, c.gradIn(0), c.gradOut(), c.in(1), 1, repeats, n);
      } else {
        backend.memory().copy(c.gradIn(0), c.gradOut(), total);
      }
    }
    if (c.needsGrad(1)) {
      Buffer share = c.gradOut();
      if (fn == BinaryFn.MUL) {
        share = c.scratch(total);
        backend.elementwise().binary(fn, share, c.gradOut(), c.in(0), total);
      }
      backend
          .reductions()
          .sumAxis(c.gradIn(1), share, 1, repeats, n, fn == BinaryFn.SUB ? -1 : 1, false);
    }
  }
}
