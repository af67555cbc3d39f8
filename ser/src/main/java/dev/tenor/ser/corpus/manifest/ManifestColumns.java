package dev.tenor.ser.corpus.manifest;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.tenor.ser.DataException;
import dev.tenor.ser.Remedy;
import dev.tenor.ser.audio.AudioExtensions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The mapping of a CSV manifest's fields to columns.
final class ManifestColumns {
  private final Path csv;
  private final List<String> names;
  private final Map<Column, Integer> fields;
  private final List<String> unused;

  private ManifestColumns(
      Path csv, List<String> names, Map<Column, Integer> fields, List<String> unused) {
    this.csv = csv;
    this.names = names;
    this.fields = fields;
    this.unused = unused;
  }

  /// @throws DataException if a required column is missing or two fields mean the same column
  static ManifestColumns of(Path csv, CsvRecord header) throws DataException {
    List<String> names = header.getFields().stream().map(Column::name).toList();
    Map<Column, Integer> fields = new EnumMap<>(Column.class);
    List<String> unused = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Optional<Column> column = Column.of(names.get(i), names);
      if (column.isPresent()) {
        Integer first = fields.putIfAbsent(column.get(), i);
        if (first != null) {
          throw twice(csv, names.get(first), names.get(i), column.get());
        }
      } else if (!names.get(i).isEmpty()) {
        unused.add(header.getField(i).strip());
      }
    }
    for (Column column : Column.REQUIRED) {
      if (!fields.containsKey(column)) {
        throw missing(csv, header, column, fields.isEmpty());
      }
    }
    return new ManifestColumns(csv, names, fields, unused);
  }

  private static DataException twice(Path csv, String a, String b, Column column) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s: the columns '%s' and '%s' both mean %s; keep one",
            csv,
            a,
            b,
            column.title()));
  }

  private static DataException missing(
      Path csv, CsvRecord header, Column column, boolean noneKnown) {
    String found = String.join(", ", header.getFields());
    if (noneKnown && header.getFields().stream().anyMatch(ManifestColumns::isRecording)) {
      return new DataException(
          String.format(
              Locale.ROOT,
              "%s: has no header, its first line is '%s'; put one above it that names the columns:"
                  + " path,emotion,speaker",
              csv,
              found));
    }
    if (found.startsWith("{")) {
      return new DataException(
          csv + ": holds JSON lines; read it as corpus jsonl", Remedy.READ_JSON_LINES);
    }
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s: no column '%s'; found: %s; required: path, emotion, speaker, separated by commas,"
                + " semicolons or tabs",
            csv,
            column.title(),
            found));
  }

  private static boolean isRecording(String field) {
    try {
      return AudioExtensions.isAudio(Path.of(field.strip()));
    } catch (InvalidPathException _) {
      return false; // some other text
    }
  }

  /// The names of columns that are not used.
  List<String> unused() {
    return unused;
  }

  /// @throws DataException if the line has too many or too few fields; blank ones at its end, or at
  ///   the end of the header, do not count
  ManifestRow row(CsvRecord record) throws DataException {
    int count = record.getFieldCount();
    if (count < named()
        || !record.getFields().stream().skip(names.size()).allMatch(String::isBlank)) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: line %d: has %d fields, the header has %d; quote fields that contain a separator",
              csv,
              record.getStartingLineNumber(),
              count,
              names.size()));
    }
    Map<Column, String> values = new EnumMap<>(Column.class);
    fields.forEach((column, field) -> {
      String value = Column.value(names.get(field), record.getField(field).strip());
      if (!value.isEmpty()) {
        values.put(column, value);
      }
    });
    return new ManifestRow(record.getStartingLineNumber(), values);
  }

  /// The columns up to the last one with a name.
  private int named() {
    int count = names.size();
    while (names.get(count - 1).isEmpty()) {
      count--;
    }
    return count;
  }
}
