package dev.tenor.ser.explain;

import dev.tenor.ser.audio.FeatureConfig;

/// What is asked about recordings.
///
/// @param label whose logit is explained, or null for the one that is predicted
/// @param steps of the integrated gradients, or 0 for as many as they need
/// @param patchSeconds length of an occluded patch
/// @param patchMels mel bins of an occluded patch
/// @param at a time of a long recording, in seconds, whose window is explained; null for the window
///   in which the label is most probable
/// @param neighbours how many training utterances are named
public record ExplainSettings(
    String label, int steps, double patchSeconds, int patchMels, Double at, int neighbours) {
  public ExplainSettings {
    require(steps >= 0, "steps", steps, "0 for as many as needed, or more");
    require(patchSeconds > 0, "patch in seconds", patchSeconds, "positive");
    require(patchMels > 0, "patch in mel bins", patchMels, "positive");
    require(at == null || at >= 0, "at", at, "a time in seconds");
    require(neighbours >= 0, "neighbours", neighbours, "0 or more");
  }

  private static void require(boolean valid, String name, Object value, String rule) {
    if (!valid) {
      throw new IllegalArgumentException("explain: " + name + " is " + value + ", must be " + rule);
    }
  }

  /// The patch in frames of a front end, at least one.
  Occlusion.Patch patch(FeatureConfig features) {
    double frames = patchSeconds * features.sampleRate() / features.hopLength();
    return new Occlusion.Patch(
        Math.clamp(Math.round(frames), 1, features.frames()),
        Math.min(patchMels, features.nMels()));
  }
}
