package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.Availability;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.BackendProvider;

/// Offers [ScalarBackend]; it runs everywhere.
public final class ScalarProvider implements BackendProvider {
  @Override
  public String name() {
    return ScalarBackend.NAME;
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Availability probe(BackendOptions options) {
    return new Availability.Available("plain Java loops, 1 thread");
  }

  @Override
  public Backend open(BackendOptions options) {
    options.requireNoDevice(name());
    return new ScalarBackend();
  }
}
