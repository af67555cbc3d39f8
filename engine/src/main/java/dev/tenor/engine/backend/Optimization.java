package dev.tenor.engine.backend;

/// Parameter updates over a flat slab of n parameters.
public interface Optimization {
  /// m = β₁m + (1 − β₁)g, v = β₂v + (1 − β₂)g², value −= lr/correction₁ · m / (√v/√correction₂ +
  /// eps).
  void adam(Buffer values, Buffer grads, Buffer m, Buffer v, AdamStep step, int n);
}
