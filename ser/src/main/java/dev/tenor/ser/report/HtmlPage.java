package dev.tenor.ser.report;

import dev.tenor.ser.plot.FigureStyle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// A report as one HTML page that needs nothing else: style, pictures and audio are inside, there
/// is no script. The style, `report.css`, makes tables fit phones, desktops and paper.
final class HtmlPage {
  private final StringBuilder body = new StringBuilder();

  private final FigureStyle style;

  private HtmlPage(FigureStyle style) {
    this.style = style;
  }

  static String of(Report report, FigureStyle style) throws IOException {
    HtmlPage page = new HtmlPage(style);
    page.add(report);
    String title = escape(report.title());
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + title
        + "</title>\n<style>\n"
        + css()
        + "</style>\n</head>\n<body>\n"
        + page.body
        + "</body>\n</html>\n";
  }

  private static String css() throws IOException {
    try (InputStream css = HtmlPage.class.getResourceAsStream("report.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void add(Report report) throws IOException {
    element("h1", report.title());
    List<Section> sections = report.sections();
    if (sections.size() > 2) {
      body.append("<nav>");
      for (int i = 0; i < sections.size(); i++) {
        body.append(String.format(Locale.ROOT, "<a href=\"#s%d\">", i + 1))
            .append(escape(sections.get(i).title()))
            .append("</a> ");
      }
      body.append("</nav>\n");
    }
    for (int i = 0; i < sections.size(); i++) {
      body.append(String.format(Locale.ROOT, "<section id=\"s%d\">\n", i + 1));
      element("h2", sections.get(i).title());
      add(sections.get(i).blocks());
      body.append("</section>\n");
    }
  }

  private void add(List<Block> blocks) throws IOException {
    for (Block block : blocks) {
      switch (block) {
        case Block.Text(String text) -> element("p", text);
        case Block.Lines(var lines) -> element("pre", String.join("\n", lines));
        case Block.Folded(String summary, var inner) -> {
          body.append("<details>\n");
          element("summary", summary);
          add(inner);
          body.append("</details>\n");
        }
        case Block.Recording recording -> recording(recording);
        case Block.Table(TextTable table) -> body.append(HtmlTable.of(table));
        case Block.Plot(Figure figure) -> figure(figure);
      }
    }
  }

  private void element(String tag, String text) {
    body.append('<').append(tag).append('>').append(escape(text));
    body.append("</").append(tag).append(">\n");
  }

  private void figure(Figure figure) throws IOException {
    body.append("<figure>");
    image(figure.caption(), "image/svg+xml", figure.svg(style));
    body.append("<figcaption>").append(escape(figure.caption())).append("</figcaption></figure>\n");
  }

  private void recording(Block.Recording recording) {
    body.append("<div class=\"recording\">");
    element("p", recording.text());
    if (recording.png() != null) {
      image("log-mel spectrogram", "image/png", recording.png());
    }
    if (recording.wav() != null) {
      body.append("<audio controls preload=\"none\" src=\"")
          .append(data("audio/wav", recording.wav()))
          .append("\"></audio>");
    }
    body.append("</div>\n");
  }

  private void image(String alt, String type, byte[] bytes) {
    body.append("<img alt=\"").append(escape(alt)).append("\" src=\"");
    body.append(data(type, bytes)).append("\">");
  }

  private static String data(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
