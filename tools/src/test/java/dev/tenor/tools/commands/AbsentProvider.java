package dev.tenor.tools.commands;

import dev.tenor.engine.backend.Availability;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.BackendProvider;
import dev.tenor.engine.backend.BackendUnavailableException;

/// A backend that would be the first choice, if only it could run.
public final class AbsentProvider implements BackendProvider {
  @Override
  public String name() {
    return "absent";
  }

  @Override
  public int priority() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Availability probe(BackendOptions options) {
    return new Availability.Unavailable("there is no such machine", "build one");
  }

  @Override
  public Backend open(BackendOptions options) {
    throw new BackendUnavailableException("absent: there is no such machine; build one");
  }
}
