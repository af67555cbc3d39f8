package dev.tenor.ser.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A table as HTML. What does not fit beside each other is stacked, a row as lines of `column
/// value`: from how narrow a page on is decided here, by the longest words of the columns, as no
/// style sheet can.
final class HtmlTable {
  /// Characters that fit: on a phone, on paper, on paper in small type, on a desktop.
  private static final int PHONE = 40;

  private static final int PAPER = 84;
  private static final int SMALL = 104;
  private static final int DESKTOP = 140;

  /// Longer words are broken.
  private static final int LONGEST_WORD = 14;

  private static final int PADDING = 2;

  private HtmlTable() {}

  static String of(TextTable table) {
    int width = width(table, false);
    StringBuilder html = new StringBuilder("<p class=\"caption\">");
    html.append(HtmlPage.escape(table.caption())).append("</p>\n");
    html.append("<table class=\"").append(style(width));
    html.append(width(table, true) > PAPER ? "" : " whole").append("\">\n<thead>");
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
        .map(c ->
            PADDING
                + Stream.concat(Stream.of(table.header()), table.rows().stream())
                    .flatMap(row ->
                        whole && table.isNumeric(c)
                            ? Stream.of(row.get(c))
                            : Stream.of(row.get(c).split("[\\s/]+")))
                    .mapToInt(word -> Math.min(LONGEST_WORD, word.length()))
                    .max()
                    .orElse(0))
        .sum();
  }

  /// @param named whether every cell says which column it is of, for rows that are stacked
  private static void row(
      StringBuilder html, TextTable table, List<String> cells, String tag, boolean named) {
    html.append(
        IntStream.range(0, cells.size())
            .mapToObj(c ->
                "<"
                    + tag
                    + (table.isNumeric(c) ? " class=\"n\"" : "")
                    + (named ? " data-of=\"" + HtmlPage.escape(table.header().get(c)) + "\"" : "")
                    + ">"
                    + HtmlPage.escape(cells.get(c))
                    + "</"
                    + tag
                    + ">")
            .collect(Collectors.joining("", "<tr>", "</tr>\n")));
  }
}
