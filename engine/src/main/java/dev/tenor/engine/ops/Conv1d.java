package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// 1-D convolution, channels last: x [B,T,Cin], w [k,Cin,Cout], bias `[Cout]` (may be left out), y
/// [B,T',Cout] with T' = (T + 2·padding − k) / stride + 1. For the backend it is a [Conv2d] over an
/// image of height 1.
record Conv1d(int stride, int padding) implements Op {
  @Override
  public String name() {
    return "conv1d";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Shape w = in.get(1);
    Checks.rank(name(), "input", x, 3);
    Checks.rank(name(), "weight", w, 3);
    Conv2d.checkChannels(name(), in);
    return Shape.of(x.dim(0), geometry(x, w).outW(), w.dim(2));
  }

  private ConvGeometry geometry(Shape x, Shape w) {
    return new ConvGeometry(
        x.dim(0), 1, x.dim(1), x.dim(2), w.dim(2), 1, w.dim(0), 1, stride, 0, padding);
  }

  @Override
  public long flops(List<Shape> in, Shape out) {
    return Conv2d.flopsOf(in, out);
  }

  @Override
  public void forward(OpContext c) {
    Conv2d.forward(c, geometry(c.inShape(0), c.inShape(1)));
  }

  @Override
  public void backward(OpContext c) {
    Conv2d.backward(c, geometry(c.inShape(0), c.inShape(1)));
  }
}
