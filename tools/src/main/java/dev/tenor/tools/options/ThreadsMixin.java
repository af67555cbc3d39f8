package dev.tenor.tools.options;

import dev.tenor.engine.backend.BackendOptions;
import picocli.CommandLine.Option;

/// The number of threads.
public final class ThreadsMixin {
  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Number of threads; 0 for one per processor (default: ${DEFAULT-VALUE}).")
  private int threads;

  /// The number of threads, 0 replaced.
  ///
  /// @throws IllegalArgumentException if the number is negative
  public int count() {
    return new BackendOptions(threads, "").threadCount();
  }
}
