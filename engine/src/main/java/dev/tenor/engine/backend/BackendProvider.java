package dev.tenor.engine.backend;

/// How a backend is found ([java.util.ServiceLoader]) and opened. A provider must load on every
/// JVM, also where its backend cannot run: it touches nothing of the backend before [#open].
public interface BackendProvider {
  String name();

  /// Where this backend stands in the order of `auto`: the highest available wins.
  int priority();

  Availability probe(BackendOptions options);

  /// @throws BackendUnavailableException if [#probe] says so
  Backend open(BackendOptions options);
}
