package dev.tenor.ser.audio;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The conversion of a mel power M to decibels.
public enum Decibels {
  /// What the paper's reference code does, librosa's `amplitude_to_db` applied to a power: 10
  /// log10(max(amin, M²)).
  @JsonProperty("squared")
  SQUARED {
    @Override
    double of(double mel, double amin) {
      return 10 * StrictMath.log10(Math.max(amin, mel * mel));
    }
  },

  /// librosa's `power_to_db`: 10 log10(max(amin, M)).
  @JsonProperty("power")
  POWER {
    @Override
    double of(double mel, double amin) {
      return 10 * StrictMath.log10(Math.max(amin, mel));
    }
  };

  abstract double of(double mel, double amin);
}
