package dev.tenor.engine.backend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// How a backend is found ([java.util.ServiceLoader]) and opened. A provider must load on every
/// JVM, also where its backend cannot run, and no method but [#open] fails there.
public interface BackendProvider {
  String name();

  /// Where this backend stands in the order of `auto`: the highest available wins. It may look for
  /// devices, so it is asked only where that order matters.
  int priority();

  Availability probe(BackendOptions options);

  /// A device that this backend can run on.
  ///
  /// @param selector what users write after the backend's name and a colon
  /// @param description what it is, in one line
  record Device(String selector, String description) {}

  /// The devices to choose from; none where a backend runs on the processors alone or cannot run.
  default List<Device> devices() {
    return List.of();
  }

  /// Measures how kernels are best cut for a device, and keeps the answer for every [#open] to
  /// come.
  ///
  /// @param progress gets a line for each candidate
  /// @return the file that holds the answer; none where there is nothing to measure
  /// @throws BackendUnavailableException if [#probe] says so
  default Optional<Path> tune(BackendOptions options, Consumer<String> progress)
      throws IOException {
    return Optional.empty();
  }

  /// @throws BackendUnavailableException if [#probe] says so, with its reason and hint
  default void requireAvailable(BackendOptions options) {
    if (probe(options) instanceof Availability.Unavailable(String reason, String hint)) {
      throw new BackendUnavailableException(name() + ": unavailable — " + reason + "; " + hint);
    }
  }

  /// @throws BackendUnavailableException if [#probe] says so
  Backend open(BackendOptions options);
}
