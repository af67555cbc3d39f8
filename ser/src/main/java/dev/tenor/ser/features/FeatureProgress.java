package dev.tenor.ser.features;

/// Progress callback of feature extraction.
@FunctionalInterface
public interface FeatureProgress {
  /// Does nothing.
  FeatureProgress NONE = (_, _) -> {};

  /// Called after each recording, from any thread.
  ///
  /// @param done recordings so far
  /// @param cached how many of them came from the cache
  void on(int done, int cached);
}
