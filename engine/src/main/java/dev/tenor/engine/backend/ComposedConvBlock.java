package dev.tenor.engine.backend;

/// A convolution block composed of single primitives: the specification of [ConvBlock], and the
/// default of every backend. Intermediate values lie in buffers that it keeps for the next call.
public final class ComposedConvBlock<B extends Buffer> implements ConvBlock<B> {
  private final Convolution<B> convolution;
  private final BatchNorm<B> batchNorm;
  private final Elementwise<B> elementwise;
  private final Pooling<B> pooling;
  private final Scratch<B> normal;
  private final Scratch<B> active;
  private final Scratch<B> gradient;
  private final Scratch<B> pooled;
  private final Scratch<B> rstd;

  public ComposedConvBlock(
      Memory<B> memory,
      Convolution<B> convolution,
      BatchNorm<B> batchNorm,
      Elementwise<B> elementwise,
      Pooling<B> pooling) {
    this.convolution = convolution;
    this.batchNorm = batchNorm;
    this.elementwise = elementwise;
    this.pooling = pooling;
    normal = new Scratch<>(memory);
    active = new Scratch<>(memory);
    gradient = new Scratch<>(memory);
    pooled = new Scratch<>(memory);
    rstd = new Scratch<>(memory);
  }

  /// A buffer that grows to what its largest user needs and then stays.
  private static final class Scratch<B extends Buffer> {
    private final Memory<B> memory;
    private B held;

    Scratch(Memory<B> memory) {
      this.memory = memory;
    }

    /// At least `length` floats with undefined contents.
    B take(int length) {
      if (held == null || held.length() < length) {
        if (held != null) {
          memory.release(held);
          held = null; // first: the next line may fail
        }
        held = memory.allocate(length);
      }
      return held;
    }
  }

  @Override
  public void training(
      B out,
      B z,
      B mean,
      B rstd,
      B runningMean,
      B runningVar,
      B x,
      B w,
      B bias,
      B gamma,
      B beta,
      ConvBlockGeometry g) {
    int rows = g.rows();
    int cols = g.channels();
    B u = normal.take(rows * cols);
    convolution.forward(z, x, w, bias, g.conv());
    batchNorm.training(
        u, mean, rstd, runningMean, runningVar, z, gamma, beta, g.momentum(), g.eps(), rows, cols);
    activate(out, u, g);
    elementwise.dropout(out, out, g.dropout(), g.key(), g.stream(), g.outputs());
  }

  @Override
  public void inference(
      B out, B x, B w, B bias, B gamma, B beta, B runningMean, B runningVar, ConvBlockGeometry g) {
    int rows = g.rows();
    int cols = g.channels();
    B z = active.take(rows * cols);
    B u = normal.take(rows * cols);
    convolution.forward(z, x, w, bias, g.conv());
    batchNorm.inference(
        u, rstd.take(cols), z, runningMean, runningVar, gamma, beta, g.eps(), rows, cols);
    activate(out, u, g);
  }

  /// out = pool(elu(u)).
  private void activate(B out, B u, ConvBlockGeometry g) {
    elementwise.unary(UnaryFn.ELU, u, u, g.rows() * g.channels());
    pooling.average(out, u, g.pooling());
  }

  @Override
  public void backward(
      B dx,
      B dw,
      B dgamma,
      B dbeta,
      B dout,
      B z,
      B mean,
      B rstd,
      B x,
      B w,
      B gamma,
      B beta,
      ConvBlockGeometry g) {
    int rows = g.rows();
    int cols = g.channels();
    int n = rows * cols;
    B dpooled = pooled.take(g.outputs());
    B du = gradient.take(n);
    B u = normal.take(n);
    B elu = active.take(n);
    elementwise.dropout(dpooled, dout, g.dropout(), g.key(), g.stream(), g.outputs());
    pooling.averageBackward(du, dpooled, g.pooling());
    batchNorm.normalize(u, z, mean, rstd, gamma, beta, rows, cols);
    elementwise.unary(UnaryFn.ELU, elu, u, n);
    elementwise.unaryBackward(UnaryFn.ELU, du, du, u, elu, n);
    B dz = active.take(n);
    batchNorm.backward(dz, dgamma, dbeta, du, z, mean, rstd, gamma, true, rows, cols);
    convolution.backwardWeightAccumulate(dw, dz, x, g.conv());
    if (dx != null) {
      convolution.backwardData(dx, dz, w, g.conv());
    }
  }
}
