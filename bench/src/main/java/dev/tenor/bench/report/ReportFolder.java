package dev.tenor.bench.report;

import dev.tenor.bench.report.figures.Figures;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.plot.FigureFormat;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.report.Figure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/// What is made of a result, in the folder of its `results.json`: `results.csv`, `results.md`,
/// `report.html`, and `plots` as SVG and PNG.
public final class ReportFolder {
  /// Of the plots: a column and a half of a paper.
  static final FigureStyle STYLE =
      new FigureStyle(
          EnumSet.of(FigureFormat.SVG, FigureFormat.PNG), 12, FigureStyle.DEFAULT.font(), 8, false);

  private ReportFolder() {}

  /// Writes all files; each is replaced as a whole.
  ///
  /// @return the HTML file
  public static Path write(Path folder, SuiteResult result) throws IOException {
    List<Figure> figures = Figures.of(result);
    Path plots = Files.createDirectories(folder.resolve("plots"));
    for (Figure figure : figures) {
      figure.write(plots, STYLE);
    }
    write(folder.resolve("results.csv"), ResultTables.complete(result).csv());
    write(folder.resolve("results.md"), ResultMarkdown.of(result, figures));
    Path html = folder.resolve("report.html");
    write(html, new ResultPage(result, figures).html());
    return html;
  }

  /// Replaces a file as a whole.
  public static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
