package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// Layer norm over the last axis (Ba, Kiros and Hinton 2016): x [.., D], weight `[D]`, bias `[D]`.
record LayerNorm(float eps) implements Op {
  @Override
  public String name() {
    return "layer_norm";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape features = Shape.of(in.get(0).dim(-1));
    Checks.shape(name(), "weight", in.get(0), in.get(1), features);
    Checks.shape(name(), "bias", in.get(0), in.get(2), features);
    return in.get(0);
  }

  @Override
  public void forward(OpContext c) {
    int cols = c.outShape().dim(-1);
    int rows = c.outShape().outer(c.outShape().rank() - 1);
    Buffer mean = c.save(rows);
    Buffer rstd = c.save(rows);
    c.backend()
        .layerNorm()
        .forward(c.out(), mean, rstd, c.in(0), c.in(1), c.in(2), eps, rows, cols);
  }

  @Override
  public void backward(OpContext c) {
    int cols = c.outShape().dim(-1);
    int rows = c.outShape().outer(c.outShape().rank() - 1);
    Buffer dx = c.needsGrad(0) ? c.gradIn(0) : c.scratch(rows * cols);
    Buffer dgamma = c.needsGrad(1) ? c.gradAccumulate(1) : c.scratch(cols);
    Buffer dbeta = c.needsGrad(2) ? c.gradAccumulate(2) : c.scratch(cols);
    c.backend()
        .layerNorm()
        .backward(
            dx, dgamma, dbeta, c.gradOut(), c.in(0), c.saved(0), c.saved(1), c.in(1), rows, cols);
  }
}
