package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.backend.GemmGeometry.Stride;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// c = op(a)·op(b) for every matrix of a batch: a [.., m, k] (stored [.., k, m] with `transA`), b
/// [.., k, n] (stored [.., n, k] with `transB`); the batch dims are equal.
///
/// With neither transposed, da = dc·bᵀ and db = aᵀ·dc; a transposed operand gets the transpose.
record MatMul(boolean transA, boolean transB) implements Op {
  @Override
  public String name() {
    return "matmul";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape a = in.get(0);
    Shape b = in.get(1);
    Checks.minRank(name(), "a", a, 2);
    Checks.rank(name(), "b", b, a.rank());
    for (int i = 0; i < a.rank() - 2; i++) {
      Checks.that(a.dim(i) == b.dim(i), name(), () -> a + " x " + b + " — batch dims differ");
    }
    int k = a.dim(transA ? -2 : -1);
    Checks.innerDims(name(), a, k, b, b.dim(transB ? -1 : -2));
    return a.with(-2, a.dim(transA ? -1 : -2)).with(-1, b.dim(transB ? -2 : -1));
  }

  @Override
  public long flops(List<Shape> in, Shape out) {
    return 2L * out.numel() * in.get(0).dim(transA ? -2 : -1);
  }

  @Override
  public void forward(OpContext c) {
    Sizes s = Sizes.of(c, transA);
    c.backend()
        .gemm()
        .gemm(s.product(transA, transB, s.m, s.n, s.k), c.out(), c.in(0), c.in(1), 1, 0);
  }

  @Override
  public void backward(OpContext c) {
    Sizes s = Sizes.of(c, transA);
    if (c.needsGrad(0)) {
      if (transA) { // aᵀ is [k,m]: da = op(b)·dcᵀ
        GemmGeometry g = s.product(transB, true, s.k, s.m, s.n);
        c.backend().gemm().gemm(g, c.gradIn(0), c.in(1), c.gradOut(), 1, 0);
      } else {
        GemmGeometry g = s.product(false, !transB, s.m, s.k, s.n);
        c.backend().gemm().gemm(g, c.gradIn(0), c.gradOut(), c.in(1), 1, 0);
      }
    }
    if (c.needsGrad(1)) {
      if (transB) { // bᵀ is [n,k]: db = dcᵀ·op(a)
        GemmGeometry g = s.product(true, transA, s.n, s.k, s.m);
        c.backend().gemm().gemm(g, c.gradIn(1), c.gradOut(), c.in(0), 1, 0);
      } else {
        GemmGeometry g = s.product(!transA, false, s.k, s.n, s.m);
        c.backend().gemm().gemm(g, c.gradIn(1), c.in(0), c.gradOut(), 1, 0);
      }
    }
  }

  private record Sizes(int batch, int m, int n, int k) {
    static Sizes of(OpContext c, boolean transA) {
      Shape a = c.inShape(0);
      Shape out = c.outShape();
      int m = out.dim(-2);
      return new Sizes(a.outer(a.rank() - 2), m, out.dim(-1), a.dim(transA ? -2 : -1));
    }

    GemmGeometry product(boolean transX, boolean transY, int rows, int cols, int inner) {
      return GemmGeometry.of(transX, transY, rows, cols, inner)
          .batched(
              batch,
              1,
              new Stride(rows * inner, 0),
              new Stride(inner * cols, 0),
              new Stride(rows * cols, 0));
    }
  }
}
