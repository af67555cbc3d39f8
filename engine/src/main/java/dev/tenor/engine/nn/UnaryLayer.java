package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Tensor;

/// A layer with one tensor in and one out, such as most are.
///
/// ```java
/// final class Mlp extends UnaryLayer {
///   private final Linear first = child("first", new Linear(4, 16));
///   private final Linear second = child("second", new Linear(16, 3));
///
///   @Override
///   protected Tensor forward(Pass pass, Tensor x) {
///     return second.apply(pass, Ops.relu(pass, first.apply(pass, x)));
///   }
/// }
/// ```
public abstract class UnaryLayer extends Layer {
  /// Runs this layer on x.
  protected abstract Tensor forward(Pass pass, Tensor x);

  /// Runs this layer on x; errors inside name the layer, and an observer of the pass sees the
  /// result.
  public final Tensor apply(Pass pass, Tensor x) {
    return inside(pass, () -> forward(pass, x));
  }
}
