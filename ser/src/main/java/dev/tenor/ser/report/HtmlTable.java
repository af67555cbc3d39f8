package dev.tenor.ser.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A table as HTML. What does not fit beside each other is stacked, a row as lines of `column
/// value`: from how narrow a page on is decided here, by the longest words of the columns, as no
/// style sheet can.
final class HtmlTable {
  /// Characters that fit: on a phone, on paper, on paper in small type, on a desktop, and on one
  /// with cells that are as long as they are.
  private static final int PHONE = 40;

  private static final int PAPER = 84;
  private static final int SMALL = 104;
  private static final int DESKTOP = 140;
  private static final int ROOMY = 128;

  /// Longer words are broken.
  private static final int LONGEST_WORD = 28;

  private static final int PADDING = 2;

  private HtmlTable() {}

  static String of(TextTable table) {
    int width = width(table, false);
    StringBuilder html = new StringBuilder("<p class=\"caption\">");
    html.append(HtmlPage.escape(table.caption())).append("</p>\n");
    html.append("<table class=\"").append(style(width));
    int whole = width(table, true);
    html.append(whole <= SMALL ? " whole" : whole <= ROOMY ? " roomy" : "");
    html.append("\">\n<thead>");
    row(html, table, table.header(), "th", false);
    html.append("</thead>\n<tbody>\n");
    table.rows().forEach(row -> row(html, table, row, "td", width > PHONE));
    return html.append("</tbody></table>\n").toString();
  }

  private static String style(int width) {
    return width <= PHONE
        ? "slim"
        : width <= PAPER ? "page" : width <= SMALL ? "small" : width <= DESKTOP ? "wide" : "stack";
  }

  /// The least width, in characters.
  ///
  /// @param whole whether cells of numbers are kept on one line
  private static int width(TextTable table, boolean whole) {
    return IntStream.range(0, table.header().size())
        .map(c -> PADDING + Math.min(LONGEST_WORD, longest(table, c, whole)))
        .sum();
  }

  /// The longest word of a column, or the longest cell where it is kept whole.
  private static int longest(TextTable table, int column, boolean whole) {
    String end = whole && table.isNumeric(column) ? "\n" : "\\s+";
    return Stream.concat(Stream.of(table.header()), table.rows().stream())
        .flatMap(row -> Stream.of(row.get(column).split(end)))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  /// @param named whether every cell says which column it is of, for rows that are stacked
  private static void row(
      StringBuilder html, TextTable table, List<String> cells, String tag, boolean named) {
    html.append(
        IntStream.range(0, cells.size())
            .mapToObj(c ->
                "<"
                    + tag
                    + kind(table, c)
                    + (named ? " data-of=\"" + HtmlPage.escape(table.header().get(c)) + "\"" : "")
                    + ">"
                    + HtmlPage.escape(cells.get(c))
                    + "</"
                    + tag
                    + ">")
            .collect(Collectors.joining("", "<tr>", "</tr>\n")));
  }

  private static String kind(TextTable table, int c) {
    return table.isNumeric(c)
        ? " class=\"n\""
        : longest(table, c, false) > LONGEST_WORD ? " class=\"l\"" : "";
  }
}
