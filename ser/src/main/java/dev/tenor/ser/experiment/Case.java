package dev.tenor.ser.experiment;

import java.nio.file.Path;
import java.util.Locale;

/// One run of an experiment.
public record Case(Variant variant, int fold, long seed) {
  /// Its folder below that of the experiment.
  Path folder() {
    String name = variant.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return Path.of("runs", name, "fold%d-seed%d".formatted(fold, seed));
  }

  /// `depth 5, fold 0, seed 1`.
  public String title() {
    return "%s, fold %d, seed %d".formatted(variant.name(), fold, seed);
  }
}
