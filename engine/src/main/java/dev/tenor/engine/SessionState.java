package dev.tenor.engine;

import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.optim.Stateful;

/// What a session's random numbers are functions of.
final class SessionState implements Stateful {
  long seed;
  long passes;

  @Override
  public void save(SafetensorsWriter writer, String prefix) {
    writer.metadata(prefix + "seed", Long.toString(seed));
    writer.metadata(prefix + "passes", Long.toString(passes));
  }

  @Override
  public Runnable load(Safetensors file, String prefix) throws FormatException {
    long savedSeed = number(file, prefix + "seed");
    long savedPasses = number(file, prefix + "passes");
    return () -> {
      seed = savedSeed;
      passes = savedPasses;
    };
  }

  private static long number(Safetensors file, String name) throws FormatException {
    String saved = file.metadata().getOrDefault(name, "");
    try {
      return Long.parseLong(saved);
    } catch (NumberFormatException e) {
      throw new FormatException(
          file.path(),
          name + " is '" + saved + "' and no number",
          "resume with a checkpoint of Session.checkpoint",
          e);
    }
  }
}
