package dev.tenor.ser.audio;

import com.fasterxml.jackson.annotation.JsonProperty;

/// To which level an utterance is brought before it is transformed, so that a network does not take
/// a quiet recording for a calm one. Measured on what is heard of it, after resampling and cutting.
public enum Level {
  /// As it was recorded.
  @JsonProperty("recorded")
  RECORDED {
    @Override
    float gain(float[] samples, int from, int to) {
      return 1;
    }
  },

  /// The largest sample becomes 1 or −1.
  @JsonProperty("peak")
  PEAK {
    @Override
    float gain(float[] samples, int from, int to) {
      float peak = 0;
      for (int i = from; i < to; i++) {
        peak = Math.max(peak, Math.abs(samples[i]));
      }
      return peak > 0 ? 1 / peak : 1;
    }
  },

  /// The root mean square becomes 0.1, 20 dB below full scale.
  @JsonProperty("rms")
  RMS {
    @Override
    float gain(float[] samples, int from, int to) {
      double squares = 0;
      for (int i = from; i < to; i++) {
        squares += (double) samples[i] * samples[i];
      }
      return squares > 0 ? (float) (0.1 / Math.sqrt(squares / (to - from))) : 1;
    }
  };

  /// By what the samples `from` … `to` are multiplied; 1 for silence.
  abstract float gain(float[] samples, int from, int to);
}
