package dev.tenor.ser.audio;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a mel power M becomes decibels (PAPER.md, section 2, step 5).
public enum Decibels {
  /// The reference behaviour, `amplitude_to_db` applied to a power: 10 log10(max(amin, M²)).
  @JsonProperty("squared")
  SQUARED {
    @Override
    double of(double mel, double amin) {
      return 10 * Math.log10(Math.max(amin, mel * mel));
    }
  },

  /// The textbook form, `power_to_db`: 10 log10(max(amin, M)).
  @JsonProperty("power")
  POWER {
    @Override
    double of(double mel, double amin) {
      return 10 * Math.log10(Math.max(amin, mel));
    }
  };

  abstract double of(double mel, double amin);
}
