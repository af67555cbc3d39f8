package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// 2-D convolution, channels last: x [B,H,W,Cin], w [kh,kw,Cin/groups,Cout], bias `[Cout]` (may be
/// left out), y [B,H',W',Cout] with H' = ⌊(H + 2·padding − dilation·(kh − 1) − 1) / stride⌋ + 1. Or
/// 1-D: x [B,T,Cin], w [k,Cin/groups,Cout], y [B,T',Cout], for the backend an image of height 1.
record Conv(String name, int rank, ConvSettings settings) implements Op {
  static Conv twoD(ConvSettings settings) {
    return new Conv("conv2d", 4, settings);
  }

  static Conv oneD(ConvSettings settings) {
    return new Conv("conv1d", 3, settings);
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Shape w = in.get(1);
    Checks.rank(name(), "input", x, rank);
    Checks.rank(name(), "weight", w, rank);
    checkChannels(x, w);
    if (in.size() > 2) {
      Checks.shape(name(), "bias", in.get(2), Shape.of(w.dim(-1)));
    }
    ConvGeometry g = settings.geometry(x, w);
    return rank == 4
        ? Shape.of(x.dim(0), g.outH(), g.outW(), w.dim(-1))
        : Shape.of(x.dim(0), g.outW(), w.dim(-1));
  }

  private void checkChannels(Shape x, Shape w) {
    int groups = settings.groups();
    String in = groups == 1 ? "" : " in " + groups + " groups";
    Checks.that(
        x.dim(-1) == w.dim(-2) * groups,
        name(),
        () ->
            "input "
                + x
                + " has "
                + x.dim(-1)
                + " channels, weight "
                + w
                + in
                + " wants "
                + w.dim(-2) * groups);
    Checks.that(
        w.dim(-1) % groups == 0,
        name(),
        () ->
            "weight "
                + w
                + " gives "
                + w.dim(-1)
                + " channels, which do not fall into "
                + groups
                + " equal groups");
  }

  @Override
  public long flops(List<Shape> in, Shape out) {
    return 2L * out.numel() * (in.get(1).numel() / Math.max(1, in.get(1).dim(-1)));
  }

  private GroupedConv conv(OpContext c) {
    return new GroupedConv(settings.geometry(c.inShape(0), c.inShape(1)), settings.groups());
  }

  @Override
  public void forward(OpContext c) {
    conv(c).forward(c, c.out(), c.in(0), c.inputs() > 2 ? c.in(2) : null);
  }

  @Override
  public void backward(OpContext c) {
    GroupedConv conv = conv(c);
    if (c.needsGrad(0)) {
      conv.backwardData(c, c.gradIn(0), c.gradOut(), c.in(1));
    }
    if (c.needsGrad(1)) {
      conv.backwardWeight(c, c.gradAccumulate(1), c.gradOut(), c.in(0));
    }
    biasGradient(c, c.outShape());
  }

  /// The gradient of a bias, the third input, of an output [.., C].
  static void biasGradient(OpContext c, Shape out) {
    if (c.inputs() > 2 && c.needsGrad(2)) {
      int pixels = out.outer(out.rank() - 1);
      c.backend()
          .reductions()
          .sumAxis(c.gradAccumulate(2), c.gradOut(), 1, pixels, out.dim(-1), 1, true);
    }
  }
}
