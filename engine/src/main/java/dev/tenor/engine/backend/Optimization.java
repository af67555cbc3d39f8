package dev.tenor.engine.backend;

/// Parameter updates over a flat slab of n parameters.
public interface Optimization<B extends Buffer> {
  /// m = β₁m + (1 − β₁)g, v = β₂v + (1 − β₂)g², value −= lr/correction₁ · m / (√v/√correction₂ +
  /// eps).
  void adam(B values, B grads, B m, B v, AdamStep step, int n);
}
