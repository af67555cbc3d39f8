package dev.tenor.ser.golden;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The comparison of a computed tensor with a golden one.
///
/// @param tensor its name in the file
/// @param value their difference by the metric; NaN never passes
public record GoldenCheck(String tensor, Metric metric, double value, double tolerance) {
  @JsonProperty
  public boolean passed() {
    return value <= tolerance;
  }

  /// The value divided by its tolerance: at most 1 for a check that passed.
  double strain() {
    if (Double.isNaN(value)) {
      return Double.POSITIVE_INFINITY;
    }
    return value == 0 ? 0 : value / tolerance;
  }
}
