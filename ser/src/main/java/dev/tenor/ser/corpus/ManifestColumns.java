package dev.tenor.ser.corpus;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.tenor.ser.DataException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Which field of a CSV manifest's lines holds what.
final class ManifestColumns {
  private final Path csv;
  private final int width;
  private final Map<Column, Integer> fields;

  private ManifestColumns(Path csv, int width, Map<Column, Integer> fields) {
    this.csv = csv;
    this.width = width;
    this.fields = fields;
  }

  /// @throws DataException if a required column is missing or two fields mean the same column
  static ManifestColumns of(Path csv, CsvRecord header) throws DataException {
    List<String> found =
        header.getFields().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    Map<Column, Integer> fields = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      int[] matches =
          IntStream.range(0, found.size()).filter(i -> column.isNamed(found.get(i))).toArray();
      if (matches.length > 1) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: the columns '%s' and '%s' both mean %s; keep one",
                csv,
                found.get(matches[0]),
                found.get(matches[1]),
                column.title()));
      }
      if (matches.length == 1) {
        fields.put(column, matches[0]);
      } else if (Column.REQUIRED.contains(column)) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: no column '%s'; found: %s; required: path, emotion, speaker, separated by commas",
                csv,
                column.title(),
                String.join(", ", header.getFields())));
      }
    }
    return new ManifestColumns(csv, found.size(), fields);
  }

  /// @throws DataException if the line has too many or too few fields
  ManifestRow row(CsvRecord record) throws DataException {
    if (record.getFieldCount() != width) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: line %d: has %d fields, the header has %d; quote fields that contain a comma",
              csv,
              record.getStartingLineNumber(),
              record.getFieldCount(),
              width));
    }
    Map<Column, String> values = new EnumMap<>(Column.class);
    fields.forEach((column, field) -> {
      String value = record.getField(field).strip();
      if (!value.isEmpty()) {
        values.put(column, value);
      }
    });
    return new ManifestRow(record.getStartingLineNumber(), values);
  }
}
