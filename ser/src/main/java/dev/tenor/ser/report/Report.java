package dev.tenor.ser.report;

import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.plot.FigureStyle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Stream;

/// A report in a folder: `report.html`, `report.md`, and every table and figure as files of its
/// own.
///
/// @param intro paragraphs under the title
/// @param details tables with the data of the figures
/// @param notes lines in columns at the end, such as an audit
public record Report(
    String title,
    List<String> intro,
    List<TextTable> tables,
    List<Figure> figures,
    List<TextTable> details,
    List<String> notes) {
  public Report {
    intro = List.copyOf(intro);
    tables = List.copyOf(tables);
    figures = List.copyOf(figures);
    details = List.copyOf(details);
    notes = List.copyOf(notes);
  }

  /// Writes all files; each is replaced as a whole.
  ///
  /// @return the HTML file
  public Path write(Path folder, FigureStyle style) throws IOException {
    Files.createDirectories(folder);
    for (TextTable table : Stream.concat(tables.stream(), details.stream()).toList()) {
      write(folder.resolve(table.name() + ".csv"), table.csv());
    }
    for (Figure figure : figures) {
      figure.write(folder, style);
    }
    write(folder.resolve("report.md"), markdown(style));
    Path html = folder.resolve("report.html");
    write(html, html(style));
    return html;
  }

  private String markdown(FigureStyle style) {
    String extension = style.formats().iterator().next().extension();
    StringJoiner text = new StringJoiner("\n\n", "# " + title + "\n\n", "\n");
    intro.forEach(text::add);
    tables.forEach(table -> text.add(table.markdown().strip()));
    figures.forEach(f ->
        text.add(String.format(Locale.ROOT, "![%s](%s.%s)", f.caption(), f.name(), extension)));
    details.forEach(table -> text.add(table.markdown().strip()));
    if (!notes.isEmpty()) {
      text.add("```\n" + String.join("\n", notes) + "\n```");
    }
    return text.toString();
  }

  private String html(FigureStyle style) throws IOException {
    HtmlReport page = new HtmlReport(title);
    intro.forEach(page::paragraph);
    tables.forEach(page::table);
    for (Figure figure : figures) {
      page.figure(figure, style);
    }
    details.forEach(page::table);
    return notes.isEmpty() ? page.html() : page.heading("Audit").lines(notes).html();
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
