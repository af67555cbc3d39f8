package dev.tenor.engine.backend;

import java.util.Locale;

/// Elementwise functions of one argument.
public enum UnaryFn {
  /// x > 0 ? x : exp(x) − 1
  ELU,
  /// max(x, 0)
  RELU,
  /// x·Φ(x) with the exact normal distribution (erf), as PyTorch's default
  GELU,
  TANH,
  SIGMOID;

  private final String label = name().toLowerCase(Locale.ROOT);

  /// The name in lower case.
  public String label() {
    return label;
  }
}
