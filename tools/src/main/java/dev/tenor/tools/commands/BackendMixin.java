package dev.tenor.tools.commands;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.BackendUnavailableException;
import dev.tenor.engine.backend.Backends;
import picocli.CommandLine.Option;

/// Which backend computes, and with how many threads.
final class BackendMixin {
  @Option(
      names = "--backend",
      paramLabel = "NAME[:DEVICE]",
      defaultValue = Backends.AUTO,
      description =
          "What computes: auto takes the fastest that can run here, see 'tenor devices'"
              + " (default: ${DEFAULT-VALUE}).")
  private String backend;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads to use; 0 for one for each processor (default: ${DEFAULT-VALUE}).")
  private int threads;

  /// The number of threads, 0 replaced.
  int threads() {
    return threadCount(threads);
  }

  /// @throws IllegalArgumentException if the number is negative
  static int threadCount(int threads) {
    return new BackendOptions(threads, "").threadCount();
  }

  /// The backend's name, with `auto` replaced by what it chooses. Opening it tells now what would
  /// otherwise stop a run whose folder is already made.
  ///
  /// @throws IllegalArgumentException if no backend has this name
  /// @throws BackendUnavailableException if it cannot run here
  String name() {
    try (Backend opened = Backends.open(backend, threads())) {
      return backend.equals(Backends.AUTO) ? opened.name() : backend;
    }
  }

  /// Opens the backend and says which it is; the caller closes it.
  Backend open(Console console) {
    Backend opened = Backends.open(backend, threads());
    console.info("backend " + opened.name() + ": " + opened.device());
    return opened;
  }
}
