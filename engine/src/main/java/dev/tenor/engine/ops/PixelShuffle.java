package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// Channels to pixels (Shi et al. 2016): x [B,H,W,C·r²] → [B,H·r,W·r,C], where channel c·r² + i·r +
/// j becomes channel c of row i and column j of each r×r block. Or, with `inverse`, back.
record PixelShuffle(int r, boolean inverse) implements Op {
  @Override
  public String name() {
    return inverse ? "pixel_unshuffle" : "pixel_shuffle";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Checks.rank(name(), "input", x, 4);
    if (inverse) {
      Checks.that(
          r > 0 && x.dim(1) % r == 0 && x.dim(2) % r == 0,
          name(),
          () -> "input " + x + " does not fall into blocks of " + r + "x" + r);
      return Shape.of(x.dim(0), x.dim(1) / r, x.dim(2) / r, x.dim(3) * r * r);
    }
    Checks.that(
        r > 0 && x.dim(3) % (r * r) == 0,
        name(),
        () -> "input " + x + "'s channels are no multiple of " + r + "x" + r);
    return Shape.of(x.dim(0), x.dim(1) * r, x.dim(2) * r, x.dim(3) / (r * r));
  }

  @Override
  public void forward(OpContext c) {
    move(c, c.out(), c.in(0), inverse ? c.outShape() : c.inShape(0), inverse);
  }

  @Override
  public void backward(OpContext c) {
    move(c, c.gradIn(0), c.gradOut(), inverse ? c.outShape() : c.inShape(0), !inverse);
  }

  /// @param few the shape with few pixels and many channels
  private void move(OpContext c, Buffer to, Buffer from, Shape few, boolean back) {
    int rows = few.dim(0) * few.dim(1);
    int channels = few.dim(3) / (r * r);
    if (back) {
      int[] dims = {rows, r, few.dim(2), r, channels};
      c.backend().memory().permute(to, from, dims, new int[] {0, 2, 4, 1, 3});
    } else {
      int[] dims = {rows, few.dim(2), channels, r, r};
      c.backend().memory().permute(to, from, dims, new int[] {0, 3, 1, 4, 2});
    }
  }
}
