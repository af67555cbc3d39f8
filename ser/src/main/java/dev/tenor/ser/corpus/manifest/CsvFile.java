package dev.tenor.ser.corpus.manifest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A CSV file with a header, separated by commas, semicolons, tabs or bars.
///
/// @param rows all lines after the header but blank ones
public record CsvFile(Path path, CsvRecord header, List<CsvRecord> rows) {
  /// @param columns what the header should say, for messages
  /// @throws DataException if the file is missing, no CSV or empty
  public static CsvFile read(Path path, String columns) throws IOException {
    List<CsvRecord> records = parse(path, CsvText.of(TextFile.readUnicode(path)));
    if (records.isEmpty()) {
      throw new DataException(path + ": is empty; expected a header: " + columns);
    }
    return new CsvFile(path, records.getFirst(), records.subList(1, records.size()));
  }

  /// @throws DataException if there is only the header
  void requireRows() throws DataException {
    if (rows.isEmpty()) {
      throw new DataException(path + ": has a header and no utterance");
    }
  }

  /// The fields of these columns, row by row.
  ///
  /// @throws DataException if a column is missing or a line has too few or too many fields
  public List<List<String>> columns(String... names) throws DataException {
    requireRows();
    List<Integer> fields = new ArrayList<>();
    for (String name : names) {
      int field = header.getFields().stream().map(String::strip).toList().indexOf(name);
      if (field < 0) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: no column '%s'; found: %s",
                path,
                name,
                String.join(", ", header.getFields())));
      }
      fields.add(field);
    }
    List<List<String>> table = new ArrayList<>();
    for (CsvRecord row : rows) {
      if (row.getFieldCount() != header.getFieldCount()) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: line %d: has %d fields, the header has %d",
                path,
                line(table.size()),
                row.getFieldCount(),
                header.getFieldCount()));
      }
      table.add(fields.stream().map(field -> row.getField(field).strip()).toList());
    }
    return table;
  }

  /// The line number of a row.
  public long line(int row) {
    return rows.get(row).getStartingLineNumber();
  }

  /// Spreadsheets export empty rows as separators only.
  private static boolean isBlank(CsvRecord record) {
    return record.getFields().stream().allMatch(String::isBlank);
  }

  private static List<CsvRecord> parse(Path path, CsvText text) throws IOException {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(text.separator())
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .skipEmptyLines(true)
            .ofCsvRecord(text.text())) {
      return reader.stream().filter(record -> !isBlank(record)).toList();
    } catch (CsvParseException e) {
      String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new DataException(
          String.format(Locale.ROOT, "%s: is not a CSV file: %s", path, cause), e);
    }
  }
}
