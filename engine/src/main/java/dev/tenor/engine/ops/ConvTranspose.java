package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// Transposed convolution, channels last: the gradient of a convolution for its input, taken as a
/// forward pass (Dumoulin and Visin 2016). x [B,H,W,Cin], w [kh,kw,Cout/groups,Cin], bias `[Cout]`
/// (may be left out), y [B,H',W',Cout] with H' = (H − 1)·stride − 2·padding + dilation·(kh − 1) +
/// outputPadding + 1. Or 1-D: x [B,T,Cin], w [k,Cout/groups,Cin], y [B,T',Cout].
record ConvTranspose(String name, int rank, ConvSettings settings, int outPadH, int outPadW)
    implements Op {
  static ConvTranspose twoD(ConvSettings settings, int outPadH, int outPadW) {
    return new ConvTranspose("conv_transpose2d", 4, settings, outPadH, outPadW);
  }

  static ConvTranspose oneD(ConvSettings settings, int outPad) {
    return new ConvTranspose("conv_transpose1d", 3, settings.overTime(), 0, outPad);
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Shape w = in.get(1);
    Checks.rank(name(), "input", x, rank);
    Checks.rank(name(), "weight", w, rank);
    int groups = settings.groups();
    Checks.that(
        x.dim(-1) == w.dim(-1),
        name(),
        () ->
            "input " + x + " has " + x.dim(-1) + " channels, weight " + w + " wants " + w.dim(-1));
    Checks.that(
        x.dim(-1) % groups == 0,
        name(),
        () -> "input " + x + "'s channels do not fall into " + groups + " equal groups");
    Checks.that(
        outPadH >= 0
            && outPadW >= 0
            && outPadH < settings.strideH()
            && outPadW < settings.strideW(),
        name(),
        () ->
            "output padding "
                + outPadH
                + "x"
                + outPadW
                + " must be less than the stride "
                + settings.strideH()
                + "x"
                + settings.strideW());
    if (in.size() > 2) {
      Checks.shape(name(), "bias", in.get(2), Shape.of(w.dim(-2) * groups));
    }
    ConvGeometry g = geometry(x, w);
    return rank == 4
        ? Shape.of(x.dim(0), g.height(), g.width(), g.inChannels())
        : Shape.of(x.dim(0), g.width(), g.inChannels());
  }

  /// The convolution that this is the transpose of: from y to x.
  private ConvGeometry geometry(Shape x, Shape w) {
    boolean image = rank == 4;
    int kernelH = image ? w.dim(0) : 1;
    int height =
        size(image ? x.dim(1) : 1, kernelH, settings.strideH(), settings.padH())
            + (settings.dilationH() - 1) * (kernelH - 1)
            + outPadH;
    int kernelW = w.dim(-3);
    int width =
        size(x.dim(-2), kernelW, settings.strideW(), settings.padW())
            + (settings.dilationW() - 1) * (kernelW - 1)
            + outPadW;
    Checks.that(
        x.dim(-2) > 0 && (!image || x.dim(1) > 0) && height > 0 && width > 0,
        name(),
        () -> "input " + x + " and weight " + w + " give an output of " + height + "x" + width);
    return settings.geometry(
        x.dim(0), height, width, w.dim(-2) * settings.groups(), x.dim(-1), kernelH, kernelW);
  }

  /// Without dilation and output padding.
  private static int size(int n, int kernel, int stride, int padding) {
    return (n - 1) * stride - 2 * padding + kernel;
  }

  @Override
  public long flops(List<Shape> in, Shape out) {
    return 2L * in.get(0).numel() * (in.get(1).numel() / Math.max(1, in.get(1).dim(-1)));
  }

  private GroupedConv conv(OpContext c) {
    return new GroupedConv(geometry(c.inShape(0), c.inShape(1)), settings.groups());
  }

  @Override
  public void forward(OpContext c) {
    conv(c).backwardData(c, c.out(), c.in(0), c.in(1));
    if (c.inputs() > 2) {
      int channels = c.outShape().dim(-1);
      int pixels = c.outShape().outer(rank - 1);
      c.backend()
          .elementwise()
          .binaryBroadcast(BinaryFn.ADD, c.out(), c.out(), c.in(2), 1, pixels, channels);
    }
  }

  @Override
  public void backward(OpContext c) {
    GroupedConv conv = conv(c);
    if (c.needsGrad(0)) {
      conv.forward(c, c.gradIn(0), c.gradOut(), null);
    }
    if (c.needsGrad(1)) {
      conv.backwardWeight(c, c.gradAccumulate(1), c.in(0), c.gradOut());
    }
    Conv.biasGradient(c, c.outShape());
  }
}
