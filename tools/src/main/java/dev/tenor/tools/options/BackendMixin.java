package dev.tenor.tools.options;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendUnavailableException;
import dev.tenor.engine.backend.Backends;
import dev.tenor.tools.console.Console;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The backend and its number of threads.
public final class BackendMixin {
  @Option(
      names = "--backend",
      paramLabel = "NAME[:DEVICE]",
      description =
          "Backend and device, see 'tenor devices'; auto selects the fastest that is available"
              + " (default: auto).")
  private String backend;

  @Mixin private ThreadsMixin threads;

  /// The number of threads, 0 replaced.
  public int threads() {
    return threads.count();
  }

  /// The backend's name, with `auto` resolved; called before a run's folder is created.
  ///
  /// @throws IllegalArgumentException if no backend has this name
  /// @throws BackendUnavailableException if it cannot run here
  public String name() {
    return Backends.resolve(backend == null ? Backends.AUTO : backend, threads());
  }

  /// The same, or what another run had where none is given.
  ///
  /// @param repeated its backend, null for none
  public String name(String repeated) {
    return backend == null && repeated != null ? repeated : name();
  }

  /// Opens the backend and prints its name; the caller closes it.
  public Backend open(Console console) {
    return told(open(), console);
  }

  /// Begins to open the backend, while the caller does something else.
  public BackendOpening begin() {
    return new BackendOpening(this::open);
  }

  private Backend open() {
    return Backends.open(backend == null ? Backends.AUTO : backend, threads());
  }

  static Backend told(Backend opened, Console console) {
    console.info("backend " + opened.name() + ": " + opened.device());
    return opened;
  }
}
