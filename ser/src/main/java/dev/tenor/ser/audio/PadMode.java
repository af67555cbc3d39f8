package dev.tenor.ser.audio;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The padding before the first and after the last sample if frames are centred.
public enum PadMode {
  /// The signal mirrored at its edge, the edge sample not repeated (librosa before 0.9).
  @JsonProperty("reflect")
  REFLECT,

  /// Zeros (librosa from 0.9 on).
  @JsonProperty("zero")
  ZERO
}
