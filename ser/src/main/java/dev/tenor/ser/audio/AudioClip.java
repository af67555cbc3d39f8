package dev.tenor.ser.audio;

import java.util.Objects;

/// Mono audio.
///
/// @param samples mean of the channels, full scale is ±1; the array is not copied
/// @param sampleRate samples per second
/// @param seconds duration of the whole recording, also where `samples` holds only its beginning
public record AudioClip(float[] samples, int sampleRate, double seconds) {
  public AudioClip {
    Objects.requireNonNull(samples, "samples");
    if (sampleRate < 1) {
      throw new IllegalArgumentException("sampleRate is " + sampleRate + ", must be positive");
    }
    if (!(seconds >= 0) || Double.isInfinite(seconds)) {
      throw new IllegalArgumentException(
          "seconds is " + seconds + ", must be finite, not negative");
    }
  }

  /// A clip whose samples are the whole recording.
  public static AudioClip of(float[] samples, int sampleRate) {
    return new AudioClip(samples, sampleRate, (double) samples.length / sampleRate);
  }
}
