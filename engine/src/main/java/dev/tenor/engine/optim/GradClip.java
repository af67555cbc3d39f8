package dev.tenor.engine.optim;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.nn.ParameterSlab;

/// Gradient clipping by the norm over all parameters (Pascanu et al. 2013).
public final class GradClip {
  private GradClip() {}

  /// Scales the gradients down to `maxNorm` if their norm is larger; returns the norm before. A
  /// norm of NaN leaves the gradients as they are.
  ///
  /// @throws IllegalArgumentException unless `maxNorm` is positive
  public static double byNorm(ParameterSlab slab, double maxNorm) {
    if (!(maxNorm > 0)) {
      throw new IllegalArgumentException("gradient clipping: norm " + maxNorm + " is not positive");
    }
    Backend backend = slab.backend();
    int n = slab.grads().length();
    Buffer sum = backend.memory().allocate(1);
    backend.reductions().sumOfSquares(sum, slab.grads(), n);
    float[] value = new float[1];
    backend.memory().download(value, 0, sum, 1);
    backend.memory().release(sum);
    double norm = Math.sqrt(value[0]);
    if (norm > maxNorm) {
      backend.elementwise().scale(slab.grads(), slab.grads(), (float) (maxNorm / norm), n);
    }
    return norm;
  }
}
