package dev.tenor.ser.audio;

import java.util.Arrays;

/// What the channels of a recording are, as far as mixing them to one needs it.
///
/// @param weights how much each channel counts in the mix, [channels]; 0 leaves it out
record ChannelLayout(double[] weights) {
  /// Channels that count alike.
  static ChannelLayout of(int channels) {
    double[] weights = new double[channels];
    Arrays.fill(weights, 1);
    return new ChannelLayout(weights);
  }

  int channels() {
    return weights.length;
  }
}
