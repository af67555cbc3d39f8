package dev.tenor.ser.audio;

import java.util.Objects;

/// Mono audio.
///
/// @param samples weighted mean of the channels, full scale is ±1; the array is not copied
/// @param sampleRate samples per second
/// @param facts what these samples are like, and the length of the whole recording, also where
///   `samples` holds only its beginning
public record AudioClip(float[] samples, int sampleRate, AudioFacts facts) {
  public AudioClip {
    Objects.requireNonNull(samples, "samples");
    Objects.requireNonNull(facts, "facts");
    if (sampleRate < 1) {
      throw new IllegalArgumentException("sampleRate is " + sampleRate + ", must be positive");
    }
    if (!(facts.seconds() >= 0) || Double.isInfinite(facts.seconds())) {
      throw new IllegalArgumentException(
          "seconds is " + facts.seconds() + ", must be finite, not negative");
    }
  }

  /// A clip whose samples are the whole recording.
  public static AudioClip of(float[] samples, int sampleRate) {
    return new AudioClip(samples, sampleRate, Meter.facts(samples, sampleRate));
  }

  /// Duration of the whole recording.
  public double seconds() {
    return facts.seconds();
  }
}
