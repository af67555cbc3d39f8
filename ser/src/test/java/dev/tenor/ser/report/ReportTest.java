package dev.tenor.ser.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.plot.Axis;
import dev.tenor.ser.plot.BarPlot;
import dev.tenor.ser.plot.BarPlot.Bar;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.plot.Layer;
import dev.tenor.ser.plot.Layer.Line;
import dev.tenor.ser.plot.Layer.Points;
import dev.tenor.ser.plot.Look;
import dev.tenor.ser.plot.XyPlot;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {
  @TempDir Path folder;

  private static TextTable table() {
    return new TextTable(
        "scores",
        "What <each> gave",
        List.of("variant", "WA, %"),
        List.of(List.of("with | bar, \"x\"", "72.2 ± 5.3"), List.of("plain", "")));
  }

  private static Figure figure(String name, String caption, Layer layer) {
    return new Figure(
        name, "t", caption, new XyPlot(Axis.of("x"), Axis.of("y"), 0.6, List.of(layer)));
  }

  static Report report() {
    double[] x = {0, 1, 2};
    return new Report(
        "Depth & co",
        List.of(
            Section.titled("Result")
                .text("One <paragraph>.")
                .table(table())
                .plot(
                    figure(
                        "lines",
                        "Lines",
                        new Line("a", x, x, x, new double[] {1, 1, 4}, Look.of(0))))
                .plot(
                    new Figure(
                        "bars",
                        "t",
                        "Bars",
                        new BarPlot(Axis.of("y"), List.of(new Bar("a", 10, 9, 11)), List.of())))
                .plot(figure("points", "Points", new Points("sad", x, x, Look.of(0))))
                .build(),
            Section.titled("More")
                .folded(
                    "Unfold", new TextTable("more", "Details", List.of("x"), List.of(List.of("1"))))
                .add(new Block.Recording("heard", new byte[] {1}, new byte[] {2, 3}))
                .lines(List.of("a: <none>"))
                .build()));
  }

  @Test
  void tablesAreQuotedForEachFormat() {
    assertEquals(
        "variant,\"WA, %\"\n\"with | bar, \"\"x\"\"\",72.2 ± 5.3\nplain,\n", table().csv());
    assertEquals(
        "What <each> gave\n\n| variant | WA, % |\n| --- | ---: |\n"
            + "| with \\| bar, \"x\" | 72.2 ± 5.3 |\n| plain |  |\n",
        table().markdown());
    assertThrows(
        IllegalArgumentException.class,
        () -> new TextTable("x", "", List.of("a", "b"), List.of(List.of("1"))));
  }

  /// A table as LaTeX would print it: rules of booktabs, numbers to the right, nothing special
  /// left.
  @Test
  void latexIsEscaped() {
    TextTable table =
        new TextTable(
            "s_1",
            "50 % of {x} & $y",
            List.of("name_a", "Δ", "none"),
            List.of(List.of("a\\b~c^d#", "72.2 ± 5.3", "–"), List.of("x < y", "61.5 … 74.9", "1")));
    assertEquals(
        """
        % \\usepackage{booktabs}
        \\begin{table}
          \\centering
          \\caption{50 \\% of \\{x\\} \\& \\$y}
          \\label{tab:s_1}
          \\begin{tabular}{lrr}
            \\toprule
            name\\_a & $\\Delta$ & none \\\\
            \\midrule
            a\\textbackslash{}b\\textasciitilde{}c\\textasciicircum{}d\\# & 72.2 $\\pm$ 5.3 & -- \\\\
            x $<$ y & 61.5 \\ldots{} 74.9 & 1 \\\\
            \\bottomrule
          \\end{tabular}
        \\end{table}
        """,
        LatexTable.of(table));
  }

  @Test
  void everyTableIsAFileInThreeFormats() throws IOException {
    report().write(folder, FigureStyle.DEFAULT);
    for (String name : List.of("scores", "more")) {
      for (String format : List.of("csv", "md", "tex")) {
        assertTrue(Files.exists(folder.resolve("tables/" + name + "." + format)), name + format);
      }
    }
    assertEquals("x\n1\n", Files.readString(folder.resolve("tables/more.csv")));
  }

  @Test
  void twoTablesOfOneNameWouldBeOneFile() {
    Section section = Section.titled("Twice").table(table()).folded("again", table()).build();
    assertThrows(IllegalArgumentException.class, () -> new Report("x", List.of(section)));
  }

  @Test
  void thePageStandsAlone() throws IOException {
    Path html = report().write(folder.resolve("new/folder"), FigureStyle.DEFAULT);
    String text = Files.readString(html);
    assertTrue(text.contains("<h1>Depth &amp; co</h1>"), "title");
    assertTrue(text.contains("What &lt;each&gt; gave"), "caption");
    assertTrue(text.contains("One &lt;paragraph&gt;."), "paragraph");
    assertTrue(text.contains("<td class=\"n\">72.2 ± 5.3</td>"), "number");
    assertTrue(text.contains("src=\"data:audio/wav;base64,AgM=\""), "audio");
    assertEquals(3, text.split("src=\"data:image/svg\\+xml;base64,", -1).length - 1);
    assertFalse(text.matches("(?s).*(src|href)=\"(?!data:|#).*"), "a link to another file");
    assertFalse(text.contains("<script"), "a script");
  }

  @Test
  void figuresAreWrittenInAllFormats() throws Exception {
    report().write(folder, FigureStyle.DEFAULT);
    for (String name : List.of("lines", "bars", "points")) {
      BufferedImage image = ImageIO.read(folder.resolve(name + ".png").toFile());
      assertEquals(1004, image.getWidth(), "8.5 cm at 300 dpi");
      assertTrue(Files.size(folder.resolve(name + ".pdf")) > 1000);
      Path svg = folder.resolve(name + ".svg");
      assertEquals(
          "svg",
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(Files.newInputStream(svg))
              .getDocumentElement()
              .getTagName());
    }
    String markdown = Files.readString(folder.resolve("report.md"));
    assertTrue(markdown.contains("![Bars](bars.png)"), markdown);
    assertTrue(markdown.endsWith("```\na: <none>\n```\n"), markdown);
  }

  @Test
  void theSameReportHasTheSameBytes() throws IOException {
    byte[] first = Files.readAllBytes(report().write(folder.resolve("a"), FigureStyle.DEFAULT));
    assertArrayEquals(
        first, Files.readAllBytes(report().write(folder.resolve("b"), FigureStyle.DEFAULT)));
  }
}
