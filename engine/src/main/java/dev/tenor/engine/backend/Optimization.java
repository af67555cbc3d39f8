package dev.tenor.engine.backend;

/// Parameter updates over a flat slab of n parameters. g is the gradient, to which the weight decay
/// is added.
public interface Optimization<B extends Buffer> {
  /// m = β₁m + (1 − β₁)g, v = β₂v + (1 − β₂)g², value −= lr/correction₁ · m / (√v/√correction₂ +
  /// eps).
  void adam(B values, B grads, B m, B v, AdamStep step, int n);

  /// velocity = momentum·velocity + g, value −= lr·velocity; with Nesterov's step value −= lr·(g +
  /// momentum·velocity).
  void momentum(B values, B grads, B velocity, SgdStep step, int n);

  /// square = alpha·square + (1 − alpha)g², velocity = momentum·velocity + g / (√square + eps),
  /// value −= lr·velocity.
  void rmsProp(B values, B grads, B square, B velocity, RmsPropStep step, int n);
}
