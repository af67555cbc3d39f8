package dev.tenor.ser.page;

import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;

/// What a model is compared with on the same utterances.
///
/// @param name what it is, without an article
/// @param metrics its scores
/// @param predictions its answers, null where only the scores are known
/// @param audible whether it hears the recordings
public record Rival(String name, Metrics metrics, Predictions predictions, boolean audible) {
  /// One that hears the recordings.
  public static Rival acoustic(String name, Metrics metrics, Predictions predictions) {
    return new Rival(name, metrics, predictions, true);
  }

  /// One that uses no audio.
  public static Rival silent(String name, Metrics metrics) {
    return new Rival(name, metrics, null, false);
  }
}
