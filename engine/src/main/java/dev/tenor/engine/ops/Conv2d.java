package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// 2-D convolution, channels last: x [B,H,W,Cin], w [kh,kw,Cin,Cout], bias `[Cout]` (may be left
/// out), y [B,H',W',Cout] with H' = (H + 2·padding − kh) / stride + 1.
record Conv2d(int stride, int padding) implements Op {
  @Override
  public String name() {
    return "conv2d";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Shape w = in.get(1);
    Checks.rank(name(), "input", x, 4);
    Checks.rank(name(), "weight", w, 4);
    checkChannels(name(), in);
    ConvGeometry g = geometry(x, w);
    return Shape.of(x.dim(0), g.outH(), g.outW(), w.dim(3));
  }

  /// Input and weight agree on the input channels, weight and bias on the output channels.
  static void checkChannels(String op, List<Shape> in) {
    Shape x = in.get(0);
    Shape w = in.get(1);
    Checks.that(
        x.dim(-1) == w.dim(-2),
        op,
        () ->
            "input " + x + " has " + x.dim(-1) + " channels, weight " + w + " wants " + w.dim(-2));
    if (in.size() > 2) {
      Checks.shape(op, "bias", in.get(2), Shape.of(w.dim(-1)));
    }
  }

  private ConvGeometry geometry(Shape x, Shape w) {
    return new ConvGeometry(
        x.dim(0), x.dim(1), x.dim(2), x.dim(3), w.dim(3), w.dim(0), w.dim(1), stride, stride,
        padding, padding);
  }

  @Override
  public long flops(List<Shape> in, Shape out) {
    return flopsOf(in, out);
  }

  static long flopsOf(List<Shape> in, Shape out) {
    return 2L * out.numel() * (in.get(1).numel() / Math.max(1, in.get(1).dim(-1)));
  }

  @Override
  public void forward(OpContext c) {
    forward(c, geometry(c.inShape(0), c.inShape(1)));
  }

  static void forward(OpContext c, ConvGeometry g) {
    c.backend()
        .convolution()
        .forward(c.out(), c.in(0), c.in(1), c.inputs() > 2 ? c.in(2) : null, g);
  }

  @Override
  public void backward(OpContext c) {
    backward(c, geometry(c.inShape(0), c.inShape(1)));
  }

  static void backward(OpContext c, ConvGeometry g) {
    if (c.needsGrad(0)) {
      c.backend().convolution().backwardData(c.gradIn(0), c.gradOut(), c.in(1), g);
    }
    if (c.needsGrad(1)) {
      c.backend()
          .convolution()
          .backwardWeightAccumulate(c.gradAccumulate(1), c.gradOut(), c.in(0), g);
    }
    if (c.inputs() > 2 && c.needsGrad(2)) {
      int pixels = g.batch() * g.outH() * g.outW();
      c.backend()
          .reductions()
          .sumAxis(c.gradAccumulate(2), c.gradOut(), 1, pixels, g.outChannels(), 1, true);
    }
  }
}
