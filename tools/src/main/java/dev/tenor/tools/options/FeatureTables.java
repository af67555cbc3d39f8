package dev.tenor.tools.options;

import dev.tenor.ser.features.KeyedFeatures;
import java.io.IOException;
import java.util.List;

/// Reads tables of features; found by [java.util.ServiceLoader].
public interface FeatureTables {
  /// All rows of a table, in their order.
  ///
  /// @param place a folder, of any file system that the library knows
  /// @throws dev.tenor.ser.DataException if it is no such table
  List<KeyedFeatures> read(String place) throws IOException;
}
