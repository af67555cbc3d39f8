package dev.tenor.ser.golden;

import com.fasterxml.jackson.annotation.JsonProperty;

/// One tensor of a golden file against what was computed.
///
/// @param tensor its name in the file
/// @param value how far they are apart; NaN never passes
public record GoldenCheck(String tensor, Metric metric, double value, double tolerance) {
  @JsonProperty
  public boolean passed() {
    return value <= tolerance;
  }

  /// How much of its tolerance the value takes: at most 1 for a check that passed.
  double strain() {
    if (Double.isNaN(value)) {
      return Double.POSITIVE_INFINITY;
    }
    return value == 0 ? 0 : value / tolerance;
  }
}
