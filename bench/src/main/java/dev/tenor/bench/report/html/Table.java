package dev.tenor.bench.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A table whose columns a reader can sort and whose rows he can filter; on a phone each row is a
/// card with the first cell as its title.
public final class Table {
  private final String caption;
  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();
  private final String style;

  /// @param kind `n` of numbers, `minor` of what phones leave out, `long` of what needs a line of
  ///   its own on a phone, or empty
  private record Column(String title, String kind) {}

  private Table(String caption, String style, List<Column> columns) {
    this.caption = caption;
    this.style = style;
    this.columns = columns;
  }

  /// @param columns titles, each with what is in it behind a bar: `time|n`, `forks|n minor`,
  ///   `shape|long`
  public static Table of(String caption, String... columns) {
    return new Table(caption, "cards", columns(columns));
  }

  /// Cells that are coloured by their values, in rows and columns on phones too.
  public static Table matrix(String caption, String... columns) {
    return new Table(caption, "matrix", columns(columns));
  }

  private static List<Column> columns(String... columns) {
    return List.of(columns).stream()
        .map(column -> column.split("\\|", 2))
        .map(parts -> new Column(parts[0], parts.length > 1 ? parts[1] : ""))
        .toList();
  }

  /// @throws IllegalArgumentException if there are not as many cells as columns
  public void add(List<Cell> row) {
    if (row.size() != columns.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "table '%s': %d cells, %d columns",
              caption,
              row.size(),
              columns.size()));
    }
    rows.add(List.copyOf(row));
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  String html() {
    StringBuilder html = new StringBuilder("<div class=\"data ").append(style).append("\">");
    html.append("<p class=\"caption\">").append(Html.escape(caption)).append("</p>\n");
    html.append("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
    for (Column column : columns) {
      html.append("<th scope=\"col\"").append(kind(column)).append('>');
      html.append(Html.escape(column.title())).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (List<Cell> row : rows) {
      html.append("<tr>");
      for (int c = 0; c < columns.size(); c++) {
        cell(html, columns.get(c), row.get(c));
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody></table></div></div>\n").toString();
  }

  private static void cell(StringBuilder html, Column column, Cell cell) {
    html.append("<td").append(kind(column));
    html.append(" data-of=\"").append(Html.escape(column.title())).append('"');
    if (Double.isFinite(cell.value())) {
      html.append(" data-v=\"").append(cell.value()).append('"');
    }
    if (!cell.style().isEmpty()) {
      html.append(" style=\"").append(cell.style()).append('"');
    }
    html.append('>').append(cell.content()).append("</td>");
  }

  private static String kind(Column column) {
    return column.kind().isEmpty() ? "" : " class=\"" + column.kind() + "\"";
  }
}
