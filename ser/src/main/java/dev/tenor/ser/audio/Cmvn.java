package dev.tenor.ser.audio;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;

/// Cepstral mean and variance normalisation, as Kaldi's `apply-cmvn`, here of log-mel bins or other
/// columns: takes the colour of microphone and room away, and with it the mean spectrum of the
/// voice. [CmvnOver] says over what.
public enum Cmvn {
  @JsonProperty("none")
  NONE,

  /// The mean of every column becomes 0.
  @JsonProperty("mean")
  MEAN,

  /// The mean of every column becomes 0 and its standard deviation 1; one that never changes stays
  /// at 0.
  @JsonProperty("mean-variance")
  MEAN_VARIANCE;

  /// Normalises a log-mel matrix in place.
  ///
  /// @param features [frames · mels] in decibels
  /// @param heard how many frames the statistics are of, at least 1; what follows them is padding
  ///   and is brought along
  void apply(float[] features, int mels, int heard) {
    if (this != NONE) {
      statistics(List.of(Arrays.copyOf(features, heard * mels)), mels).apply(features);
    }
  }

  /// Normalises matrices in place, over all of them together.
  ///
  /// @param group each [rows · columns], at least one row in all
  public void apply(List<float[]> group, int columns) {
    if (this != NONE) {
      Standardizer statistics = statistics(group, columns);
      group.forEach(statistics::apply);
    }
  }

  private Standardizer statistics(List<float[]> group, int columns) {
    Standardizer both = Standardizer.fit(group, columns);
    if (this == MEAN_VARIANCE) {
      return both;
    }
    double[] ones = new double[columns];
    Arrays.fill(ones, 1);
    return new Standardizer(both.mean(), ones);
  }
}
