package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// Root-mean-square norm over the last axis (Zhang and Sennrich 2019): x [.., D], weight `[D]`.
record RmsNorm(float eps) implements Op {
  @Override
  public String name() {
    return "rms_norm";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Checks.shape(name(), "weight", x, in.get(1), Shape.of(x.dim(-1)));
    return x;
  }

  @Override
  public void forward(OpContext c) {
    int cols = c.outShape().dim(-1);
    int rows = c.outShape().outer(c.outShape().rank() - 1);
    c.backend().rmsNorm().forward(c.out(), c.save(rows), c.in(0), c.in(1), eps, rows, cols);
  }

  @Override
  public void backward(OpContext c) {
    int cols = c.outShape().dim(-1);
    int rows = c.outShape().outer(c.outShape().rank() - 1);
    Buffer dx = c.needsGrad(0) ? c.gradIn(0) : c.scratch(rows * cols);
    Buffer dgamma = c.needsGrad(1) ? c.gradAccumulate(1) : c.scratch(cols);
    c.backend()
        .rmsNorm()
        .backward(dx, dgamma, c.gradOut(), c.in(0), c.saved(0), c.in(1), rows, cols);
  }
}
