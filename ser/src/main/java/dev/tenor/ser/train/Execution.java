package dev.tenor.ser.train;

import dev.tenor.ser.data.FeatureCache;

/// How a run is carried out; nothing here changes what it gives.
///
/// @param threads for the front end and the backend; 0 for one for each processor
/// @param profile whether to count what every op takes, and to tell the listener at the end
/// @param cache of features, or null for none
public record Execution(int threads, boolean profile, FeatureCache cache) {
  /// Neither profile nor cache.
  public static Execution threads(int threads) {
    return new Execution(threads, false, null);
  }

  /// The number of threads, with 0 replaced by the number of processors.
  int workers() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
