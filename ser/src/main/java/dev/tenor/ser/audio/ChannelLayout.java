package dev.tenor.ser.audio;

import static dev.tenor.ser.audio.Speaker.BACK_CENTER;
import static dev.tenor.ser.audio.Speaker.BACK_LEFT;
import static dev.tenor.ser.audio.Speaker.BACK_RIGHT;
import static dev.tenor.ser.audio.Speaker.FRONT_CENTER;
import static dev.tenor.ser.audio.Speaker.FRONT_LEFT;
import static dev.tenor.ser.audio.Speaker.FRONT_LEFT_OF_CENTER;
import static dev.tenor.ser.audio.Speaker.FRONT_RIGHT;
import static dev.tenor.ser.audio.Speaker.FRONT_RIGHT_OF_CENTER;
import static dev.tenor.ser.audio.Speaker.LOW_FREQUENCY;
import static dev.tenor.ser.audio.Speaker.SIDE_LEFT;
import static dev.tenor.ser.audio.Speaker.SIDE_RIGHT;

import java.util.Arrays;
import java.util.List;

/// The weights of a recording's channels for the mix to mono.
///
/// @param weights how much each channel counts in the mix, [channels]; 0 leaves it out
record ChannelLayout(double[] weights) {
  /// Channels with equal weights: mono, stereo, or unknown microphones.
  static ChannelLayout of(int channels) {
    double[] weights = new double[channels];
    Arrays.fill(weights, 1);
    return new ChannelLayout(weights);
  }

  /// Channels played by these speakers, in their order.
  static ChannelLayout of(List<Speaker> speakers) {
    double[] weights = speakers.stream().mapToDouble(speaker -> speaker.weight).toArray();
    // Where there is a low-frequency channel only, it is what there is.
    return Arrays.stream(weights).sum() == 0 ? of(weights.length) : new ChannelLayout(weights);
  }

  /// The channels of a WAVE_FORMAT_EXTENSIBLE header: bit i stands for the i-th [Speaker], the
  /// channels follow the bits that are set. A mask that does not fit, or none, is ignored.
  static ChannelLayout ofMask(int mask, int channels) {
    if (Integer.bitCount(mask) != channels) {
      return of(channels);
    }
    List<Speaker> speakers =
        Arrays.stream(Speaker.values()).filter(s -> (mask >> s.ordinal() & 1) != 0).toList();
    return speakers.size() == channels ? of(speakers) : of(channels);
  }

  /// The order that the FLAC format fixes (RFC 9639, 9.1.3).
  static ChannelLayout flac(int channels) {
    return switch (channels) {
      case 3 -> of(List.of(FRONT_LEFT, FRONT_RIGHT, FRONT_CENTER));
      case 4 -> of(List.of(FRONT_LEFT, FRONT_RIGHT, BACK_LEFT, BACK_RIGHT));
      case 5 -> of(List.of(FRONT_LEFT, FRONT_RIGHT, FRONT_CENTER, BACK_LEFT, BACK_RIGHT));
      case 6 ->
          of(List.of(FRONT_LEFT, FRONT_RIGHT, FRONT_CENTER, LOW_FREQUENCY, BACK_LEFT, BACK_RIGHT));
      case 7 ->
          of(
              List.of(
                  FRONT_LEFT,
                  FRONT_RIGHT,
                  FRONT_CENTER,
                  LOW_FREQUENCY,
                  BACK_CENTER,
                  SIDE_LEFT,
                  SIDE_RIGHT));
      case 8 ->
          of(
              List.of(
                  FRONT_LEFT,
                  FRONT_RIGHT,
                  FRONT_CENTER,
                  LOW_FREQUENCY,
                  BACK_LEFT,
                  BACK_RIGHT,
                  SIDE_LEFT,
                  SIDE_RIGHT));
      default -> of(channels);
    };
  }

  /// The order of Vorbis and Opus (Vorbis I, 4.3.9): left, centre, right, surround channels, and
  /// the low frequencies last.
  static ChannelLayout vorbis(int channels) {
    return switch (channels) {
      case 3 -> of(List.of(FRONT_LEFT, FRONT_CENTER, FRONT_RIGHT));
      case 4 -> of(List.of(FRONT_LEFT, FRONT_RIGHT, BACK_LEFT, BACK_RIGHT));
      case 5 -> of(List.of(FRONT_LEFT, FRONT_CENTER, FRONT_RIGHT, BACK_LEFT, BACK_RIGHT));
      case 6 ->
          of(List.of(FRONT_LEFT, FRONT_CENTER, FRONT_RIGHT, BACK_LEFT, BACK_RIGHT, LOW_FREQUENCY));
      case 7 ->
          of(
              List.of(
                  FRONT_LEFT,
                  FRONT_CENTER,
                  FRONT_RIGHT,
                  SIDE_LEFT,
                  SIDE_RIGHT,
                  BACK_CENTER,
                  LOW_FREQUENCY));
      case 8 ->
          of(
              List.of(
                  FRONT_LEFT,
                  FRONT_CENTER,
                  FRONT_RIGHT,
                  SIDE_LEFT,
                  SIDE_RIGHT,
                  BACK_LEFT,
                  BACK_RIGHT,
                  LOW_FREQUENCY));
      default -> of(channels);
    };
  }

  /// The orders of AAC (ISO 14496-3, table 1.19): the centre first, the low frequencies last.
  static ChannelLayout aac(int channels) {
    return switch (channels) {
      case 3 -> of(List.of(FRONT_CENTER, FRONT_LEFT, FRONT_RIGHT));
      case 4 -> of(List.of(FRONT_CENTER, FRONT_LEFT, FRONT_RIGHT, BACK_CENTER));
      case 5 -> of(List.of(FRONT_CENTER, FRONT_LEFT, FRONT_RIGHT, BACK_LEFT, BACK_RIGHT));
      case 6 ->
          of(List.of(FRONT_CENTER, FRONT_LEFT, FRONT_RIGHT, BACK_LEFT, BACK_RIGHT, LOW_FREQUENCY));
      case 8 ->
          of(
              List.of(
                  FRONT_CENTER,
                  FRONT_LEFT_OF_CENTER,
                  FRONT_RIGHT_OF_CENTER,
                  FRONT_LEFT,
                  FRONT_RIGHT,
                  BACK_LEFT,
                  BACK_RIGHT,
                  LOW_FREQUENCY));
      default -> of(channels);
    };
  }

  /// The order of AIFF without a layout chunk: three and four channels as everywhere, six are the
  /// left, left of centre, centre, right, right of centre, surround.
  static ChannelLayout aiff(int channels) {
    return switch (channels) {
      case 3 -> of(List.of(FRONT_LEFT, FRONT_RIGHT, FRONT_CENTER));
      case 4 -> of(List.of(FRONT_LEFT, FRONT_RIGHT, BACK_LEFT, BACK_RIGHT));
      case 6 ->
          of(
              List.of(
                  FRONT_LEFT,
                  FRONT_LEFT_OF_CENTER,
                  FRONT_CENTER,
                  FRONT_RIGHT,
                  FRONT_RIGHT_OF_CENTER,
                  BACK_CENTER));
      default -> of(channels);
    };
  }

  int channels() {
    return weights.length;
  }
}
