package dev.tenor.ser.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table of short texts.
///
/// @param name of its files
/// @param caption what it shows, a sentence
public record TextTable(String name, String caption, List<String> header, List<List<String>> rows) {
  public TextTable {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "table %s: row %s does not have the %d columns %s",
                name,
                row,
                header.size(),
                header));
      }
    }
  }

  /// With a header line.
  public String csv() {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(header);
      rows.forEach(csv::writeRecord);
    } catch (IOException e) { // a string writer does not fail
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /// The caption, then the table; columns of numbers to the right.
  public String markdown() {
    List<String> lines = new ArrayList<>(List.of(caption, "", line(header)));
    lines.add(
        IntStream.range(0, header.size())
            .mapToObj(c -> isNumeric(c) ? "---:" : "---")
            .collect(Collectors.joining(" | ", "| ", " |")));
    rows.forEach(row -> lines.add(line(row)));
    return String.join("\n", lines) + "\n";
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  /// Whether all cells below a column's header are numbers or empty, as `72.2 ± 5.3` is.
  boolean isNumeric(int column) {
    return rows.stream()
        .allMatch(row -> row.get(column).matches("[-+]?[0-9][-+0-9.,…± ()%eE]*|< [0-9.]+|–|"));
  }
}
