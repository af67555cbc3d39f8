package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Tensor;

/// Drops elements with probability p in training.
public final class Dropout extends Layer {
  private final float p;

  public Dropout(double p) {
    this.p = (float) p;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Ops.dropout(pass, x, p);
  }
}
