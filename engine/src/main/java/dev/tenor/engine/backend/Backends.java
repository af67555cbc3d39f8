package dev.tenor.engine.backend;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// Finds backends. There is no default instance: whoever opens a backend owns and closes it.
public final class Backends {
  /// Chooses the available backend with the highest priority. Where that is `scalar`, a warning
  /// goes to the logger of this class ([System#getLogger]) that says why.
  public static final String AUTO = "auto";

  private static final String SLOWEST = "scalar";

  private static final System.Logger LOG = System.getLogger(Backends.class.getName());
  private static final AtomicBoolean WARNED = new AtomicBoolean();

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
    BackendOptions options = options(spec, threads);
    String name = name(spec);
    return (name.equals(AUTO) ? first(options) : provider(name)).open(options);
  }

  /// What [#open] would open, without opening it: the backend that `auto` chooses, else `spec`.
  ///
  /// @throws IllegalArgumentException if no backend has this name, or it has no such device
  /// @throws BackendUnavailableException if it cannot run here
  public static String resolve(String spec, int threads) {
    BackendOptions options = options(spec, threads);
    String name = name(spec);
    BackendProvider provider = name.equals(AUTO) ? first(options) : provider(name);
    provider.requireAvailable(options);
    if (provider.devices().isEmpty()) {
      options.requireNoDevice(provider.name());
    }
    return provider.name() + spec.substring(name.length());
  }

  private static String name(String spec) {
    int colon = spec.indexOf(':');
    return colon < 0 ? spec : spec.substring(0, colon);
  }

  private static BackendOptions options(String spec, int threads) {
    int colon = spec.indexOf(':');
    return new BackendOptions(threads, colon < 0 ? "" : spec.substring(colon + 1));
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

  private static BackendProvider first(BackendOptions options) {
    List<String> refusals = new ArrayList<>();
    for (BackendProvider provider : providers()) {
      switch (provider.probe(options)) {
        case Availability.Available _ -> {
          if (provider.name().equals(SLOWEST)) {
            warnOnce(refusals);
          }
          return provider;
        }
        case Availability.Unavailable(String reason, String hint) ->
            refusals.add(provider.name() + " cannot run: " + reason + "; " + hint);
      }
    }
    throw new BackendUnavailableException("no backend can run here");
  }

  /// Warns those who chose nothing that what they get is many times slower, and why: once in the
  /// life of a process.
  private static void warnOnce(List<String> refusals) {
    if (!WARNED.getAndSet(true)) {
      String reason =
          refusals.isEmpty()
              ? "no other backend is on the class path; add the module tenor-kernels"
              : String.join("; ", refusals);
      LOG.log(
          Level.WARNING,
          "backend " + AUTO + " takes " + SLOWEST + ", which is many times slower: " + reason);
    }
  }

  private static List<String> names() {
    return providers().stream().map(BackendProvider::name).toList();
  }
}
