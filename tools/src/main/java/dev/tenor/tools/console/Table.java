package dev.tenor.tools.console;

import dev.tenor.ser.report.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Columns side by side, those of numbers to the right.
public final class Table {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();

  public Table(String... header) {
    rows.add(header);
  }

  /// The first rows of a table of a report.
  static Table of(TextTable table, int most) {
    Table first = new Table(table.header().toArray(String[]::new));
    table.rows().stream().limit(most).forEach(row -> first.row(row.toArray(String[]::new)));
    return first;
  }

  /// @param cells one for each column
  public void row(String... cells) {
    rows.add(Arrays.stream(cells).map(OneLine::of).toArray(String[]::new));
  }

  public void print(PrintWriter out) {
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : rows) {
      for (int c = 0; c < row.length; c++) {
        widths[c] = Math.max(widths[c], row[c].length());
      }
    }
    for (String[] row : rows) {
      String[] cells = new String[row.length];
      Arrays.setAll(cells, c -> pad(row[c], widths[c], isNumber(c)));
      out.println(String.join(GAP, cells).stripTrailing());
    }
  }

  /// Whether all cells below a column's header are numbers.
  private boolean isNumber(int column) {
    return rows.size() > 1
        && rows.stream().skip(1).allMatch(row -> row[column].matches("[-+0-9.,]* ?%?"));
  }

  private static String pad(String cell, int width, boolean right) {
    String space = " ".repeat(width - cell.length());
    return right ? space + cell : cell + space;
  }
}
