package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// Weighted sums along the height and then along the width of x [B,H,W,C], or along time of x
/// [B,T,C]: interpolation and average pooling.
///
/// @param down the sums along the height; null for rank 3
/// @param across those along the width, or time
record Resample(String name, int rank, AxisRule down, AxisRule across) implements Op {
  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Checks.rank(name(), "input", x, rank);
    Checks.that(x.dim(-2) > 0 && x.dim(1) > 0, name(), () -> "input " + x + " has no pixels");
    Shape y = x.with(-2, across.table(x.dim(-2)).out());
    return down == null ? y : y.with(1, down.table(x.dim(1)).out());
  }

  @Override
  public void forward(OpContext c) {
    Shape x = c.inShape(0);
    AxisTable width = across.table(x.dim(-2));
    if (down == null) {
      run(c, c.out(), c.in(0), width, x.dim(0), x.dim(-1));
      return;
    }
    AxisTable height = down.table(x.dim(1));
    int rows = x.dim(0) * height.out();
    Buffer half = c.scratch(rows * width.in() * x.dim(3));
    run(c, half, c.in(0), height, x.dim(0), width.in() * x.dim(3));
    run(c, c.out(), half, width, rows, x.dim(3));
  }

  @Override
  public void backward(OpContext c) {
    Shape x = c.inShape(0);
    AxisTable width = across.table(x.dim(-2)).transposed();
    if (down == null) {
      run(c, c.gradIn(0), c.gradOut(), width, x.dim(0), x.dim(-1));
      return;
    }
    AxisTable height = down.table(x.dim(1)).transposed();
    int rows = x.dim(0) * height.in();
    Buffer half = c.scratch(rows * width.out() * x.dim(3));
    run(c, half, c.gradOut(), width, rows, x.dim(3));
    run(c, c.gradIn(0), half, height, x.dim(0), width.out() * x.dim(3));
  }

  private static void run(OpContext c, Buffer y, Buffer x, AxisTable t, int outer, int inner) {
    Buffer table = c.scratch(t.values().length);
    c.backend().memory().upload(table, t.values(), 0, t.values().length);
    c.backend().resampling().alongAxis(y, x, table, outer, t.in(), t.out(), inner, t.taps());
  }
}
