package dev.tenor.engine.backend;

/// How a backend is opened.
///
/// @param threads how many threads it may use; 0 means one for each processor
/// @param device which device, in the backend's own words; empty means its first
public record BackendOptions(int threads, String device) {
  public static final BackendOptions DEFAULT = new BackendOptions(0, "");

  public BackendOptions {
    if (threads < 0) {
      throw new IllegalArgumentException(
          "threads: " + threads + " is negative; give 0 for one for each processor");
    }
  }

  /// For backends that run on the processors alone.
  ///
  /// @throws IllegalArgumentException if a device is named
  public void requireNoDevice(String backend) {
    if (!device.isEmpty()) {
      throw new IllegalArgumentException(
          "backend " + backend + " has no device '" + device + "'; leave out ':" + device + "'");
    }
  }

  /// The number of threads, with 0 replaced by the number of processors.
  public int threadCount() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
