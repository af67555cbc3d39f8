package dev.tenor.ser.predict;

import dev.tenor.ser.audio.FeatureConfig;
import java.util.Locale;

/// How a recording that is longer than what a model hears is cut into windows: one begins every
/// `hop` seconds, and the last one ends with the recording.
///
/// @param seconds the length of a window
/// @param hop from the start of a window to the next
public record Windows(double seconds, double hop) {
  private static final double SHORTEST_HOP = 0.1;

  /// @throws IllegalArgumentException if the hop leaves gaps or is too short
  public Windows {
    if (!(hop >= SHORTEST_HOP && hop <= seconds)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a hop of %s s with windows of %s s: it must be in %s..%s s, so that all is heard",
              hop,
              seconds,
              SHORTEST_HOP,
              seconds));
    }
  }

  /// Windows for a model.
  ///
  /// @param features the model's front end
  /// @param seconds null for what the model hears
  /// @param hop null for half a window
  /// @throws IllegalArgumentException if a window is longer than what the model hears, or shorter
  ///   than the speech that an answer needs
  public static Windows of(FeatureConfig features, Double seconds, Double hop) {
    double heard = features.seconds();
    double window = seconds == null ? heard : seconds;
    double shortest = Math.min(Timeline.LEAST_SPEECH, heard);
    if (!(window >= shortest && window <= heard)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a window of %s s: it must be in %s..%s s, the most that the model hears",
              window,
              shortest,
              heard));
    }
    return new Windows(window, hop == null ? Math.max(window / 2, SHORTEST_HOP) : hop);
  }

  /// Samples of a window.
  int samples(int rate) {
    return (int) Math.round(seconds * rate);
  }

  /// The first sample of window k, 0 being the first.
  long start(int k, int rate) {
    return Math.round(k * hop * rate);
  }
}
