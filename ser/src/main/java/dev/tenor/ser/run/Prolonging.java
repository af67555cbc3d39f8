package dev.tenor.ser.run;

import dev.tenor.ser.DataException;
import dev.tenor.ser.train.History;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;

/// More epochs or patience for a run that has begun.
final class Prolonging {
  private Prolonging() {}

  /// The settings with the new values.
  ///
  /// @param values of `epochs` and `patience`, none to leave the settings as they are
  /// @throws DataException if a finished run has no checkpoint to go on from
  /// @throws IllegalArgumentException if the run has more epochs already, or is no network
  static RunSpec of(RunDirectory directory, RunSpec saved, Map<String, Integer> values)
      throws IOException {
    RunSpec spec =
        saved.with(saved.fold(), saved.seed(), saved.config().with(Map.of(), Map.of(), values));
    if (spec.equals(saved)) {
      return saved;
    }
    if (saved.config().training().model().isAcoustic()) {
      throw new IllegalArgumentException(
          directory.path() + ": is fitted at once and has no epochs; leave out " + values.keySet());
    }
    int epochs = spec.config().training().epochs();
    int trained =
        Files.exists(directory.history())
            ? History.read(directory.history(), saved.config().training()).size()
            : 0;
    if (epochs < trained) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: has %d epochs already, more than %d; give more epochs",
              directory.path(),
              trained,
              epochs));
    }
    if (trained > 0 && !Files.exists(directory.checkpoint())) {
      throw new DataException(
          directory.path()
              + ": has no checkpoint to go on from; only a run that was trained with --keep"
              + " checkpoint can be prolonged after its end");
    }
    return spec;
  }
}
