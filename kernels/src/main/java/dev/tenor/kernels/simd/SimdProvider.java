package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Availability;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.BackendProvider;
import dev.tenor.engine.backend.BackendUnavailableException;

/// Offers [SimdBackend] where the JVM was started with the Vector API's module. This class loads on
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
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return new Availability.Unavailable(
          "module " + MODULE + " is not resolved", "start java with --add-modules " + MODULE);
    }
    return new Availability.Available(SimdBackend.describe(options.threadCount()));
  }

  @Override
  public Backend open(BackendOptions options) {
    options.requireNoDevice(name());
    if (probe(options) instanceof Availability.Unavailable(String reason, String hint)) {
      throw new BackendUnavailableException("simd: unavailable — " + reason + "; " + hint);
    }
    return new SimdBackend(options.threadCount());
  }
}
