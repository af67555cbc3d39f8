package dev.tenor.ser.experiment;

import dev.tenor.ser.run.RunSpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One variant of an experiment: settings that differ from its base.
///
/// @param name for people, unique in its experiment
/// @param settings those that are replaced, by their names in `config.json`
/// @param corpora the names of the base's corpora that it trains on; none for all of them
public record Variant(String name, Map<String, Object> settings, List<String> corpora) {
  public Variant {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    corpora = List.copyOf(corpora);
  }

  /// On all corpora.
  public Variant(String name, Map<String, Object> settings) {
    this(name, settings, List.of());
  }

  /// What is run.
  ///
  /// @throws IllegalArgumentException if a value does not fit, naming the variant
  RunSpec of(RunSpec base, int fold, long seed) {
    try {
      RunSpec spec = base.with(fold, seed, base.config().with(settings));
      return corpora.isEmpty() ? spec : spec.only(corpora);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "variant '" + name + "' " + settings + ": " + e.getMessage(), e);
    }
  }
}
