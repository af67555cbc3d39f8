package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Tensor;

/// y = x + body(x) (He et al. 2016): the body, a child of this name, keeps the shape.
public final class Residual extends UnaryLayer {
  private final UnaryLayer body;

  public Residual(UnaryLayer body) {
    this.body = child("body", body);
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Ops.add(pass, x, body.apply(pass, x));
  }
}
