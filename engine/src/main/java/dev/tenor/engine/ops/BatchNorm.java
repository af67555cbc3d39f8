package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// Batch norm over all axes but the last (Ioffe and Szegedy 2015): inputs x [.., C], weight `[C]`,
/// bias `[C]`, running mean `[C]`, running variance `[C]`. With `batchStatistics` it normalises
/// with the batch's mean and variance and moves the running ones; otherwise it uses the running
/// ones.
record BatchNorm(boolean batchStatistics, float momentum, float eps) implements Op {
  @Override
  public String name() {
    return "batch_norm";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Shape channels = Shape.of(x.dim(-1));
    String[] names = {"weight", "bias", "running mean", "running variance"};
    for (int i = 0; i < names.length; i++) {
      Checks.shape(name(), names[i], x, in.get(i + 1), channels);
    }
    Checks.that(
        !batchStatistics || x.numel() > x.dim(-1),
        name(),
        () -> "input " + x + " has one value for each channel; training needs more than one");
    return x;
  }

  @Override
  public void forward(OpContext c) {
    int cols = c.outShape().dim(-1);
    int rows = c.outShape().numel() / Math.max(1, cols);
    if (batchStatistics) {
      Buffer mean = c.save(cols);
      Buffer rstd = c.save(cols);
      c.backend()
          .batchNorm()
          .training(
              c.out(), mean, rstd, c.in(3), c.in(4), c.in(0), c.in(1), c.in(2), momentum, eps, rows,
              cols);
    } else {
      Buffer rstd = c.save(cols);
      c.backend()
          .batchNorm()
          .inference(c.out(), rstd, c.in(0), c.in(3), c.in(4), c.in(1), c.in(2), eps, rows, cols);
    }
  }

  @Override
  public void backward(OpContext c) {
    int cols = c.outShape().dim(-1);
    int rows = c.outShape().numel() / Math.max(1, cols);
    Buffer mean = batchStatistics ? c.saved(0) : c.in(3);
    Buffer rstd = batchStatistics ? c.saved(1) : c.saved(0);
    Buffer dx = c.needsGrad(0) ? c.gradIn(0) : null;
    Buffer dgamma = c.needsGrad(1) ? c.gradAccumulate(1) : c.scratch(cols);
    Buffer dbeta = c.needsGrad(2) ? c.gradAccumulate(2) : c.scratch(cols);
    c.backend()
        .batchNorm()
        .backward(
            dx,
            dgamma,
            dbeta,
            c.gradOut(),
            c.in(0),
            mean,
            rstd,
            c.in(1),
            batchStatistics,
            rows,
            cols);
  }
}
