package dev.tenor.ser.experiment;

import dev.tenor.ser.run.SerConfig;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// One variant of an experiment: settings that differ from its base.
///
/// @param name for people, unique in its experiment
/// @param network settings of the network that are replaced
public record Variant(String name, Map<String, Object> network) {
  public Variant {
    network = Collections.unmodifiableMap(new TreeMap<>(network));
  }

  /// The configuration of these runs.
  ///
  /// @throws IllegalArgumentException if a value does not fit
  SerConfig of(SerConfig base) {
    return base.with(Map.of(), network, Map.of());
  }
}
