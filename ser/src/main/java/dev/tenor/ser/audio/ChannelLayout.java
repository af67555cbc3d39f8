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

  private static final int LOW_FREQUENCY = 0x8;
  private static final int FRONT_CENTER = 0x4;
  private static final int FRONT = 0x3;

  /// Channels of a WAVEFORMATEXTENSIBLE mask, lowest bit first, in the proportions of ITU-R
  /// BS.775's mix to one: front 0.71, centre 1, others 0.5, low frequencies 0. One or two channels,
  /// and a mask that does not fit, count alike.
  static ChannelLayout ofMask(int mask, int channels) {
    if (channels < 3 || Integer.bitCount(mask) != channels) {
      return of(channels);
    }
    double[] weights = new double[channels];
    int rest = mask;
    for (int c = 0; c < channels; c++) {
      int speaker = Integer.lowestOneBit(rest);
      rest ^= speaker;
      weights[c] = weight(speaker);
    }
    return new ChannelLayout(weights);
  }

  /// Vorbis' and Opus' orders of three channels and more (Vorbis I, section 4.3.9), as masks of the
  /// same speakers in another order: 5.1 is left, centre, right, two behind, low frequencies.
  static ChannelLayout ofVorbis(int channels) {
    int[][] orders = {
      {1, 4, 2},
      {1, 2, 0x10, 0x20},
      {1, 4, 2, 0x10, 0x20},
      {1, 4, 2, 0x10, 0x20, 8},
      {1, 4, 2, 0x200, 0x400, 0x100, 8},
      {1, 4, 2, 0x200, 0x400, 0x10, 0x20, 8}
    };
    return channels < 3 || channels > 8
        ? of(channels)
        : new ChannelLayout(
            Arrays.stream(orders[channels - 3]).mapToDouble(ChannelLayout::weight).toArray());
  }

  private static double weight(int speaker) {
    return switch (speaker) {
      case LOW_FREQUENCY -> 0;
      case FRONT_CENTER -> 1;
      default -> (speaker & FRONT) != 0 ? Math.sqrt(0.5) : 0.5;
    };
  }

  int channels() {
    return weights.length;
  }
}
