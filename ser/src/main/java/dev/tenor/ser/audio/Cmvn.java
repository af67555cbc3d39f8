package dev.tenor.ser.audio;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Cepstral mean and variance normalisation of one utterance, as Kaldi's `apply-cmvn` per
/// utterance, here of its log-mel bins: takes the colour of microphone and room away, and with it
/// the mean spectrum of the voice.
public enum Cmvn {
  @JsonProperty("none")
  NONE {
    @Override
    void apply(float[] features, int mels, int heard) {}
  },

  /// The mean of every mel bin becomes 0.
  @JsonProperty("mean")
  MEAN {
    @Override
    void apply(float[] features, int mels, int heard) {
      normalize(features, mels, heard, false);
    }
  },

  /// The mean of every mel bin becomes 0 and its standard deviation 1; a bin that never changes
  /// stays at 0.
  @JsonProperty("mean-variance")
  MEAN_VARIANCE {
    @Override
    void apply(float[] features, int mels, int heard) {
      normalize(features, mels, heard, true);
    }
  };

  /// Normalises a log-mel matrix in place.
  ///
  /// @param features [frames · mels] in decibels
  /// @param heard how many frames the statistics are of, at least 1; what follows them is padding
  ///   and is brought along
  abstract void apply(float[] features, int mels, int heard);

  private static void normalize(float[] features, int mels, int heard, boolean variance) {
    for (int m = 0; m < mels; m++) {
      double sum = 0;
      for (int i = m; i < heard * mels; i += mels) {
        sum += features[i];
      }
      double mean = sum / heard;
      double squares = 0;
      for (int i = m; i < heard * mels; i += mels) {
        squares += (features[i] - mean) * (features[i] - mean);
      }
      double std = Math.sqrt(squares / heard);
      double scale = variance && std > 1e-6 ? 1 / std : 1; // less is rounding error
      for (int i = m; i < features.length; i += mels) {
        features[i] = (float) ((features[i] - mean) * scale);
      }
    }
  }
}
