package dev.tenor.ser.audio;

import java.util.Arrays;

/// The samples of one Ogg page, interleaved: what belongs to the recording is known once all of
/// them are decoded.
final class OggSamples {
  private final int channels;
  private double[] samples = new double[1 << 12];
  private int length;

  OggSamples(int channels) {
    this.channels = channels;
  }

  /// Takes the next sample, channel by channel.
  void add(double sample) {
    if (length == samples.length) {
      samples = Arrays.copyOf(samples, 2 * length);
    }
    samples[length++] = sample;
  }

  int frames() {
    return length / channels;
  }

  /// Copies a frame.
  void get(int index, double[] frame) {
    System.arraycopy(samples, index * channels, frame, 0, channels);
  }

  void clear() {
    length = 0;
  }
}
