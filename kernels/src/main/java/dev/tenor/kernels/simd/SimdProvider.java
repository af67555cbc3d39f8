package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Availability;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.BackendProvider;

/// Offers [SimdBackend] where the JVM has resolved the Vector API's module. This class loads on
/// every JVM: it names no vector class.
public final class SimdProvider implements BackendProvider {
  private static final String MODULE = "jdk.incubator.vector";

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public int priority() {
    return 10;
  }

  @Override
  public Availability probe(BackendOptions options) {
    if (!isResolved()) {
      return new Availability.Unavailable(
          "module " + MODULE + " is not resolved", "start java with --add-modules " + MODULE);
    }
    if (Lanes.L < Lanes.FEWEST) {
      return new Availability.Unavailable(
          "this JVM has vectors of "
              + Lanes.L
              + " floats, at least "
              + Lanes.FEWEST
              + " are needed",
          "use another JVM, or backend scalar");
    }
    return new Availability.Available(SimdBackend.describe(options.threadCount()));
  }

  /// Whether at the start of the JVM or later.
  private static boolean isResolved() {
    try {
      Class.forName(MODULE + ".Vector", false, SimdProvider.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException _) {
      return false;
    }
  }

  @Override
  public Backend open(BackendOptions options) {
    options.requireNoDevice(name());
    requireAvailable(options);
    return new SimdBackend(options.threadCount());
  }
}
