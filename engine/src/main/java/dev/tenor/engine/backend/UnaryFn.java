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
  /// x·σ(2u) = ½x·(1 + tanh u) with u = √(2/π)·(x + 0.044715·x³), PyTorch's `approximate="tanh"`
  GELU_TANH,
  /// x·σ(x)
  SILU,
  /// log(1 + exp(x))
  SOFTPLUS,
  TANH,
  SIGMOID,
  EXP,
  /// The natural logarithm: −∞ at 0, NaN below.
  LOG,
  SQRT,
  /// 1/√x
  RSQRT,
  /// |x|; its slope at 0 is 0.
  ABS,
  NEG,
  SQUARE,
  RECIPROCAL,
  SIN,
  COS;

  private final String label = name().toLowerCase(Locale.ROOT);

  /// The name in lower case.
  public String label() {
    return label;
  }
}
