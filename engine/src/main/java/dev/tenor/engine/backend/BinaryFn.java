package dev.tenor.engine.backend;

import java.util.Locale;

/// Elementwise functions of two arguments. Comparisons give 1 or 0, as IEEE 754 has it: NaN is
/// equal to nothing, and neither less nor greater.
public enum BinaryFn {
  ADD,
  SUB,
  MUL,
  DIV,
  /// aᵇ as in C and PyTorch: [Math#pow(double, double)], but 1 to any power is 1, NaN included, and
  /// so is (−1) to ±∞.
  POW,
  /// The smaller one; NaN if one is NaN. Equal arguments share the gradient.
  MIN,
  /// The larger one, likewise.
  MAX,
  /// a > 0 ? a : b·a
  PRELU,
  GREATER,
  GREATER_EQUAL,
  LESS,
  LESS_EQUAL,
  EQUAL,
  NOT_EQUAL;

  private final String label = name().toLowerCase(Locale.ROOT);

  /// The name in lower case.
  public String label() {
    return label;
  }

  /// Whether this is a comparison, through which no gradient goes.
  public boolean isComparison() {
    return compareTo(GREATER) >= 0;
  }
}
