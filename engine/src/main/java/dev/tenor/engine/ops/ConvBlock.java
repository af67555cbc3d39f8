package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.ConvBlockGeometry;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.List;

/// Conv2d + bias → batch norm → ELU → average pooling → dropout: inputs x [B,H,W,Cin], weight
/// [kh,kw,Cin,Cout], bias, gamma, beta, running mean and running variance `[Cout]`; output
/// [B,H'/pool,W'/pool,Cout]. Saves what the backend's part asks for, by default the convolution's
/// output, and the batch's statistics; the rest is computed again in backward. The convolution's
/// bias gets no gradient, because batch norm takes the bias off again.
///
/// It has a gradient in training only: a pass that records without training uses the single ops.
public record ConvBlock(
    int stride,
    int padding,
    int pool,
    float dropout,
    float momentum,
    float eps,
    boolean training,
    long key,
    long stream)
    implements Op {

  public ConvBlock {
    if (pool < 1 || !(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "conv_block: pool " + pool + " is less than 1 or dropout " + dropout + " not in [0, 1)");
    }
  }

  /// The block's parameters and running statistics.
  public record Parameters(
      Tensor weight,
      Tensor bias,
      Tensor gamma,
      Tensor beta,
      Tensor runningMean,
      Tensor runningVar) {}

  @Override
  public String name() {
    return "conv_block";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape z = convolved(in);
    new BatchNorm(training, momentum, eps)
        .infer(List.of(z, in.get(3), in.get(4), in.get(5), in.get(6)));
    return pool == 1 ? z : new AvgPool("avg_pool2d", 4, PoolSettings.of(pool)).infer(List.of(z));
  }

  private Shape convolved(List<Shape> in) {
    return Conv.twoD(ConvSettings.of(stride, padding)).infer(in.subList(0, 3));
  }

  private ConvBlockGeometry geometry(OpContext c) {
    Shape x = c.inShape(0);
    Shape w = c.inShape(1);
    ConvGeometry conv =
        new ConvGeometry(
            x.dim(0), x.dim(1), x.dim(2), x.dim(3), w.dim(3), w.dim(0), w.dim(1), stride, stride,
            padding, padding);
    return new ConvBlockGeometry(conv, pool, momentum, eps, dropout, key, stream);
  }

  @Override
  public long flops(List<Shape> in, Shape out) {
    return Conv.twoD(ConvSettings.of(stride, padding)).flops(in, convolved(in));
  }

  @Override
  public void forward(OpContext c) {
    ConvBlockGeometry g = geometry(c);
    if (!training) {
      predict(c, g);
      return;
    }
    Buffer saved = c.save(c.backend().convBlock().savedLength(g));
    Buffer mean = c.save(g.channels());
    Buffer rstd = c.save(g.channels());
    c.backend()
        .convBlock()
        .training(
            c.out(), saved, mean, rstd, c.in(5), c.in(6), c.in(0), c.in(1), c.in(2), c.in(3),
            c.in(4), g);
  }

  private static void predict(OpContext c, ConvBlockGeometry g) {
    Backend backend = c.backend();
    Buffer packed =
        c.packed(
            1,
            backend.convBlock().packedLength(g),
            to ->
                backend
                    .convBlock()
                    .pack(to, c.in(1), c.in(2), c.in(3), c.in(4), c.in(5), c.in(6), g));
    if (packed == null) {
      backend
          .convBlock()
          .inference(c.out(), c.in(0), c.in(1), c.in(2), c.in(3), c.in(4), c.in(5), c.in(6), g);
    } else {
      backend.convBlock().inferencePacked(c.out(), c.in(0), packed, g);
    }
  }

  @Override
  public void backward(OpContext c) {
    if (!training) {
      throw new IllegalStateException(
          "conv_block: there is no gradient with running statistics; use the single ops");
    }
    c.backend()
        .convBlock()
        .backward(
            c.needsGrad(0) ? c.gradIn(0) : null,
            accumulated(c, 1),
            accumulated(c, 3),
            accumulated(c, 4),
            c.gradOut(),
            c.saved(0),
            c.saved(1),
            c.saved(2),
            c.in(0),
            c.in(1),
            c.in(3),
            c.in(4),
            geometry(c));
  }

  private static Buffer accumulated(OpContext c, int i) {
    return c.needsGrad(i) ? c.gradAccumulate(i) : c.scratch(c.inShape(i).numel());
  }
}
