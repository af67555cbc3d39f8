package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// y = x·Wᵀ + b: x [.., k], W [n, k], b `[n]` (may be left out), y [.., n].
///
/// dx = dy·W, dW += dyᵀ·x, db += column sums of dy.
record Linear() implements Op {
  @Override
  public String name() {
    return "linear";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Shape w = in.get(1);
    Checks.rank(name(), "weight", w, 2);
    Checks.innerDims(name(), x, x.dim(-1), w, w.dim(1));
    if (in.size() > 2) {
      Checks.shape(name(), "bias", in.get(2), Shape.of(w.dim(0)));
    }
    return x.with(-1, w.dim(0));
  }

  @Override
  public long flops(List<Shape> in, Shape out) {
    return 2L * out.numel() * in.get(1).dim(1);
  }

  @Override
  public void forward(OpContext c) {
    int n = c.inShape(1).dim(0);
    int k = c.inShape(1).dim(1);
    Buffer bias = c.inputs() > 2 ? c.in(2) : null;
    product(c, c.out(), 1, bias, rows(c), n, k);
  }

  /// y = x·Wᵀ + b with the weight W [n,k] at input `w` and x at input 0.
  static void product(OpContext c, Buffer y, int w, Buffer bias, int m, int n, int k) {
    Backend backend = c.backend();
    Buffer packed =
        c.packed(
            w, backend.linear().packedLength(n, k), to -> backend.linear().pack(to, c.in(w), n, k));
    if (packed == null) {
      backend.linear().forward(y, c.in(0), c.in(w), bias, m, n, k);
    } else {
      backend.linear().forwardPacked(y, c.in(0), packed, bias, m, n, k);
    }
  }

  @Override
  public void backward(OpContext c) {
    int m = rows(c);
    int n = c.inShape(1).dim(0);
    int k = c.inShape(1).dim(1);
    if (c.needsGrad(0)) {
      GemmGeometry g = GemmGeometry.of(false, false, m, k, n);
      c.backend().gemm().gemm(g, c.gradIn(0), c.gradOut(), c.in(1), 1, 0);
    }
    if (c.needsGrad(1)) {
      weightGrad(c.backend(), c.gradAccumulate(1), c.gradOut(), c.in(0), m, n, k);
    }
    if (c.inputs() > 2 && c.needsGrad(2)) {
      c.backend().reductions().sumAxis(c.gradAccumulate(2), c.gradOut(), 1, m, n, 1, true);
    }
  }

  /// dw [n,k] += dyᵀ·x with dy [m,n], x [m,k].
  static void weightGrad(Backend backend, Buffer dw, Buffer dy, Buffer x, int m, int n, int k) {
    backend.gemm().gemm(GemmGeometry.of(true, false, n, k, m), dw, dy, x, 1, 1);
  }

  private static int rows(OpContext c) {
    return c.outShape().outer(c.outShape().rank() - 1);
  }
}
