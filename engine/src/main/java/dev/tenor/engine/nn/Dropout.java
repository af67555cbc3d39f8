package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Tensor;

/// Drops elements with probability p in training.
public final class Dropout extends UnaryLayer {
  private final float p;

  /// @throws IllegalArgumentException unless 0 ≤ p < 1
  public Dropout(double p) {
    if (!(p >= 0 && p < 1)) {
      throw new IllegalArgumentException("dropout: p = " + p + " is not in [0, 1)");
    }
    this.p = (float) p;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Ops.dropout(pass, x, p);
  }
}
