package dev.tenor.bench.report.html;

import dev.tenor.ser.config.Json;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.plot.Look;
import dev.tenor.ser.report.Figure;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One HTML page that needs nothing else: style, scripts, data and pictures are inside. Without
/// scripts it shows pictures instead of charts, and tables that cannot be sorted.
public final class Page {
  private static final int COLORS = 7;
  private static final FigureStyle STYLE =
      new FigureStyle(FigureStyle.DEFAULT.formats(), 17, FigureStyle.DEFAULT.font(), 9, false);

  private final String title;
  private final StringBuilder body = new StringBuilder();
  private final List<String> sections = new ArrayList<>();
  private final List<Chart> charts = new ArrayList<>();

  public Page(String title) {
    this.title = title;
  }

  /// Begins a section, which the links at the top lead to.
  public Page section(String heading) {
    body.append(sections.isEmpty() ? "" : "</section>\n");
    sections.add(heading);
    body.append(String.format(Locale.ROOT, "<section id=\"s%d\">\n", sections.size()));
    return element("h2", "", heading);
  }

  public Page paragraph(String text) {
    return element("p", "", text);
  }

  /// Sentences that a reader must not miss.
  public Page warnings(List<String> sentences) {
    sentences.forEach(sentence -> element("p", "warning", sentence));
    return this;
  }

  /// Names and what they are.
  public Page facts(Map<String, String> facts) {
    body.append("<dl>\n");
    facts.forEach((name, fact) -> element("dt", "", name).element("dd", "", fact));
    body.append("</dl>\n");
    return this;
  }

  public Page table(Table table) {
    body.append(table.html());
    return this;
  }

  /// A table that a reader unfolds.
  public Page folded(String summary, Table table) {
    body.append("<details>\n");
    element("summary", "", summary).table(table);
    body.append("</details>\n");
    return this;
  }

  /// A figure, in whose place the script draws a chart.
  public Page figure(Figure figure, Chart chart) throws IOException {
    body.append("<figure data-chart=\"").append(charts.size()).append('"');
    charts.add(chart);
    String svg = Base64.getEncoder().encodeToString(figure.svg(STYLE));
    body.append("><img alt=\"").append(Html.escape(figure.title()));
    body.append("\" src=\"data:image/svg+xml;base64,").append(svg).append("\">");
    return element("figcaption", "", figure.caption()).raw("</figure>\n");
  }

  /// A chart alone, of what a table shows as well: there is no picture where there are no scripts.
  public Page chart(Chart chart) {
    body.append("<figure data-chart=\"").append(charts.size()).append("\">");
    charts.add(chart);
    return element("figcaption", "", chart.caption()).raw("</figure>\n");
  }

  private Page raw(String html) {
    body.append(html);
    return this;
  }

  private Page element(String tag, String style, String text) {
    body.append('<').append(tag);
    body.append(style.isEmpty() ? "" : " class=\"" + style + "\"");
    body.append('>').append(Html.escape(text)).append("</").append(tag).append(">\n");
    return this;
  }

  /// The whole page.
  public String html() throws IOException {
    String end = sections.isEmpty() ? "" : "</section>\n";
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + Html.escape(title)
        + "</title>\n<style>\n"
        + resource("page.css")
        + colors()
        + "</style>\n</head>\n<body>\n<header><h1>"
        + Html.escape(title)
        + "</h1></header>\n"
        + links()
        + body
        + end
        + "<script type=\"application/json\" id=\"charts\">"
        + Json.compact(charts).replace("<", "\\u003c")
        + "</script>\n<script>\n"
        + resource("theme.js")
        + resource("table.js")
        + resource("scale.js")
        + resource("chart.js")
        + "</script>\n</body>\n</html>\n";
  }

  private String links() {
    return IntStream.range(0, sections.size())
        .mapToObj(i ->
            String.format(
                Locale.ROOT, "<a href=\"#s%d\">%s</a>", i + 1, Html.escape(sections.get(i))))
        .collect(Collectors.joining(" ", "<nav>", "</nav>\n"));
  }

  /// The colours of plots as variables, lighter on dark.
  private static String colors() {
    return IntStream.range(0, COLORS)
        .mapToObj(i -> {
          Color color = Look.of(i).color();
          return String.format(
              Locale.ROOT, "--s%d:light-dark(%s,%s)", i, hex(color, 0), hex(color, 0.35));
        })
        .collect(Collectors.joining(";", ":root{", "}\n"));
  }

  /// A colour, or one between it and white; white itself for black.
  private static String hex(Color color, double light) {
    double share = light > 0 && color.equals(Color.BLACK) ? 0.9 : light;
    return IntStream.of(color.getRed(), color.getGreen(), color.getBlue())
        .mapToObj(c -> String.format(Locale.ROOT, "%02x", Math.round(c + share * (255 - c))))
        .collect(Collectors.joining("", "#", ""));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
