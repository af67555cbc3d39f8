package dev.tenor.ser.report;

import dev.tenor.ser.plot.FigureStyle;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

/// One HTML page that needs nothing else: style and pictures are inside, there is no script. Fits
/// phones and desktops; what is too wide scrolls by itself.
public final class HtmlReport {
  private static final String STYLE =
      """
      :root { color-scheme: light; }
      body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff;
        max-width: 72rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
      h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2rem; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      .caption { color: #555; margin: 1.5rem 0 .4rem; max-width: 60rem; }
      th, td { padding: .25rem .7rem; border-bottom: 1px solid #ddd; text-align: left;
        white-space: nowrap; }
      td.n, th.n { text-align: right; }
      figure { margin: 1rem 0; } figcaption { color: #555; }
      img { max-width: 100%; height: auto; display: block; }
      pre { overflow-x: auto; background: #f6f6f6; padding: .7rem; font-size: .85rem; }
      """;

  /// How much larger figures are than in print: their text is then as large as that of the page.
  private static final double ON_SCREEN = 1.4;

  private final StringBuilder body = new StringBuilder();
  private final String title;

  public HtmlReport(String title) {
    this.title = title;
    body.append("<h1>").append(escape(title)).append("</h1>\n");
  }

  public HtmlReport heading(String text) {
    body.append("<h2>").append(escape(text)).append("</h2>\n");
    return this;
  }

  public HtmlReport paragraph(String text) {
    body.append("<p>").append(escape(text)).append("</p>\n");
    return this;
  }

  /// Lines as they are, in columns.
  public HtmlReport lines(List<String> lines) {
    body.append("<pre>").append(escape(String.join("\n", lines))).append("</pre>\n");
    return this;
  }

  public HtmlReport table(TextTable table) {
    body.append("<p class=\"caption\">")
        .append(escape(table.caption()))
        .append("</p>\n<div class=\"scroll\" tabindex=\"0\"><table>\n");
    row(table, table.header(), "th");
    table.rows().forEach(row -> row(table, row, "td"));
    body.append("</table></div>\n");
    return this;
  }

  private void row(TextTable table, List<String> cells, String tag) {
    body.append("<tr>");
    for (int c = 0; c < cells.size(); c++) {
      body.append('<').append(tag).append(table.isNumeric(c) ? " class=\"n\">" : ">");
      body.append(escape(cells.get(c))).append("</").append(tag).append('>');
    }
    body.append("</tr>\n");
  }

  public HtmlReport figure(Figure figure, FigureStyle style) throws IOException {
    String data = Base64.getEncoder().encodeToString(figure.svg(style));
    body.append("<figure><img alt=\"")
        .append(escape(figure.caption()))
        .append("\" style=\"width:")
        .append(Math.round(ON_SCREEN * style.widthCm() * 100) / 100.0)
        .append("cm\" src=\"data:image/svg+xml;base64,")
        .append(data)
        .append("\"><figcaption>")
        .append(escape(figure.caption()))
        .append("</figcaption></figure>\n");
    return this;
  }

  /// The page.
  public String html() {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + escape(title)
        + "</title>\n<style>\n"
        + STYLE
        + "</style>\n</head>\n<body>\n"
        + body
        + "</body>\n</html>\n";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
