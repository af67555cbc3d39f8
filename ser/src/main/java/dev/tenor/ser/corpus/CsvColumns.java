package dev.tenor.ser.corpus;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.tenor.ser.DataException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Which field of a manifest's lines holds what.
final class CsvColumns {
  /// A column, the first of its names being the documented one.
  enum Column {
    PATH("path", "file", "filename", "wav"),
    EMOTION("emotion", "label"),
    SPEAKER("speaker", "speaker_id", "spk"),
    SESSION("session", "session_id"),
    TEXT("text", "sentence", "transcript"),
    GENDER("gender", "sex"),
    SECONDS("duration_s", "duration", "seconds");

    final List<String> names;

    Column(String... names) {
      this.names = List.of(names);
    }
  }

  private static final List<Column> REQUIRED = List.of(Column.PATH, Column.EMOTION, Column.SPEAKER);

  private final int width;
  private final Map<Column, Integer> fields;

  private CsvColumns(int width, Map<Column, Integer> fields) {
    this.width = width;
    this.fields = fields;
  }

  /// @throws DataException if a required column is missing or two fields mean the same column
  static CsvColumns of(Path csv, CsvRecord header) throws DataException {
    List<String> found =
        header.getFields().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    Map<Column, Integer> fields = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      int[] matches =
          IntStream.range(0, found.size())
              .filter(i -> column.names.contains(found.get(i)))
              .toArray();
      if (matches.length > 1) {
        throw new DataException(
            "%s: the columns '%s' and '%s' both mean %s; keep one"
                .formatted(csv, found.get(matches[0]), found.get(matches[1]), column.names.get(0)));
      }
      if (matches.length == 1) {
        fields.put(column, matches[0]);
      } else if (REQUIRED.contains(column)) {
        throw new DataException(
            "%s: no column '%s'; found: %s; required: path, emotion, speaker, separated by commas"
                .formatted(csv, column.names.get(0), String.join(", ", header.getFields())));
      }
    }
    return new CsvColumns(found.size(), fields);
  }

  /// Number of fields that every line must have.
  int width() {
    return width;
  }

  /// The field without surrounding blanks; null if the column is not there or the field is empty.
  String get(CsvRecord record, Column column) {
    Integer field = fields.get(column);
    String value = field == null ? "" : record.getField(field).strip();
    return value.isEmpty() ? null : value;
  }
}
