package dev.tenor.ser.golden;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far computed values are from golden ones.
public enum Metric {
  /// ‖actual − golden‖² / ‖golden‖²
  @JsonProperty("nmse")
  NMSE("nmse"),

  /// The largest |actual − golden| of values in decibels.
  @JsonProperty("dB")
  DECIBELS("dB"),

  /// The largest |actual − golden|, for values that [ZeroGradients] keeps out of the NMSE.
  @JsonProperty("absolute")
  ABSOLUTE("absolute");

  private final String label;

  Metric(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
