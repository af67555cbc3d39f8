package dev.tenor.engine.backend;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// Finds backends. There is no default instance: whoever opens a backend owns and closes it.
public final class Backends {
  /// Chooses the available backend with the highest priority.
  public static final String AUTO = "auto";

  private Backends() {}

  /// All providers on the class path, the first choice of `auto` first.
  public static List<BackendProvider> providers() {
    return all().sorted(Comparator.comparingInt(BackendProvider::priority).reversed()).toList();
  }

  private static Stream<BackendProvider> all() {
    return ServiceLoader.load(BackendProvider.class).stream().map(ServiceLoader.Provider::get);
  }

  /// Opens a backend by name: `auto`, `simd`, or `name:device`. A named backend is never replaced
  /// by another.
  ///
  /// @throws IllegalArgumentException if no backend has this name
  /// @throws BackendUnavailableException if it cannot run here
  public static Backend open(String spec, int threads) {
    int colon = spec.indexOf(':');
    String name = colon < 0 ? spec : spec.substring(0, colon);
    BackendOptions options =
        new BackendOptions(threads, colon < 0 ? "" : spec.substring(colon + 1));
    return name.equals(AUTO) ? openFirst(options) : provider(name).open(options);
  }

  /// @throws IllegalArgumentException if no backend has this name
  public static BackendProvider provider(String name) {
    return all()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no backend '" + name + "'; there are " + names() + " and " + AUTO));
  }

  private static Backend openFirst(BackendOptions options) {
    return providers().stream()
        .filter(p -> p.probe(options) instanceof Availability.Available)
        .findFirst()
        .orElseThrow(() -> new BackendUnavailableException("no backend can run here"))
        .open(options);
  }

  private static List<String> names() {
    return providers().stream().map(BackendProvider::name).toList();
  }
}
