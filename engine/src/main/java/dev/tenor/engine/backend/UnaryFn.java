package dev.tenor.engine.backend;

/// Elementwise functions of one argument.
public enum UnaryFn {
  /// x > 0 ? x : exp(x) − 1
  ELU,
  /// max(x, 0)
  RELU,
  /// x·Φ(x) with the exact normal distribution (erf), as PyTorch's default
  GELU,
  TANH,
  SIGMOID
}
