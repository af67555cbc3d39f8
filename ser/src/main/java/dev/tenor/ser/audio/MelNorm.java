package dev.tenor.ser.audio;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The normalisation of the mel filters.
public enum MelNorm {
  /// Each triangle has area 1 over frequency in hertz: height 2 / (upper − lower edge).
  @JsonProperty("slaney")
  SLANEY,

  /// Each triangle has height 1.
  @JsonProperty("none")
  NONE
}
