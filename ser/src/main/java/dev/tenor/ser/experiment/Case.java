package dev.tenor.ser.experiment;

import java.nio.file.Path;
import java.util.Locale;

/// One run of an experiment.
public record Case(Variant variant, int fold, long seed) {
  /// Its folder below that of the experiment.
  public Path folder() {
    return Path.of(
        "runs", word(variant.name()), String.format(Locale.ROOT, "fold%d-seed%d", fold, seed));
  }

  /// A variant's name in the names of files.
  static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
  }

  /// `depth 5, fold 0, seed 1`.
  public String title() {
    return String.format(Locale.ROOT, "%s, fold %d, seed %d", variant.name(), fold, seed);
  }
}
