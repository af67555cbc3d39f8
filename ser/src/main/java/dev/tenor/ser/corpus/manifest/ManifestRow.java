package dev.tenor.ser.corpus.manifest;

import java.util.Map;

/// One utterance of a manifest.
///
/// @param line its line number, from 1
/// @param values column → value; no value is blank
public record ManifestRow(long line, Map<Column, String> values) {
  /// The value, null if there is none.
  String get(Column column) {
    return values.get(column);
  }
}
