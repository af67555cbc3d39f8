package dev.tenor.ser.report;

import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.plot.FigureStyle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A report in a folder: `report.html`, which needs nothing else, `report.md`, the plots, and in
/// `tables` every table as CSV, Markdown and LaTeX.
public record Report(String title, List<Section> sections) {
  public Report {
    sections = List.copyOf(sections);
    Set<String> names = new HashSet<>();
    for (TextTable table : tables(sections)) {
      if (!names.add(table.name())) {
        throw new IllegalArgumentException("report: two tables are called " + table.name());
      }
    }
  }

  /// Writes all files; each is replaced as a whole.
  ///
  /// @param style of the plots
  /// @return the HTML file
  public Path write(Path folder, FigureStyle style) throws IOException {
    Path tables = folder.resolve("tables");
    Files.createDirectories(tables);
    for (TextTable table : tables()) {
      write(tables.resolve(table.name() + ".csv"), table.csv());
      write(tables.resolve(table.name() + ".md"), table.markdown());
      write(tables.resolve(table.name() + ".tex"), LatexTable.of(table));
    }
    for (Figure figure : figures()) {
      figure.write(folder, style);
    }
    write(folder.resolve("report.md"), MarkdownPage.of(this, style));
    Path html = folder.resolve("report.html");
    write(html, html(style));
    return html;
  }

  /// The page alone, which needs nothing else.
  ///
  /// @param style of the plots
  public String html(FigureStyle style) throws IOException {
    return HtmlPage.of(this, style);
  }

  /// All tables in their order.
  public List<TextTable> tables() {
    return tables(sections);
  }

  /// A table by its name.
  ///
  /// @throws IllegalArgumentException if there is none
  public TextTable table(String name) {
    return tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("report: has no table " + name));
  }

  private static List<TextTable> tables(List<Section> sections) {
    return blocks(sections)
        .flatMap(b -> b instanceof Block.Table(TextTable table) ? Stream.of(table) : Stream.empty())
        .toList();
  }

  private List<Figure> figures() {
    return blocks(sections)
        .flatMap(b -> b instanceof Block.Plot(Figure figure) ? Stream.of(figure) : Stream.empty())
        .toList();
  }

  private static Stream<Block> blocks(List<Section> sections) {
    return sections.stream().flatMap(Section::all);
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
