package dev.tenor.ser.features;

/// Is told how far the features of a corpus are.
@FunctionalInterface
public interface FeatureProgress {
  /// Hears nothing.
  FeatureProgress NONE = (_, _) -> {};

  /// Called after each recording, from any thread.
  ///
  /// @param done recordings so far
  /// @param cached how many of them came from the cache
  void on(int done, int cached);
}
