package dev.tenor.ser.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.plot.FigureStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Opens a report in headless Chromium; skipped where there is none.
final class HtmlPageBrowserTest {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  /// Shows the page in a frame of some width and writes down what it measures: a window cannot be
  /// as narrow as a phone or a sheet of paper. Out of the frame is whatever has a width and an edge
  /// beyond it.
  private static final String FRAME =
      """
      <!DOCTYPE html><meta charset="utf-8">
      <iframe style="border:0" width="%d" height="900" srcdoc="%s"></iframe>
      <output></output><script>onload = () => {
        const page = document.querySelector("iframe").contentDocument;
        const width = page.documentElement.clientWidth;
        const seen = e => e.getBoundingClientRect().width > 0;
        const out = [...page.body.querySelectorAll("*")].filter(e => {
          const r = e.getBoundingClientRect();
          return r.width > 0 && (r.right > width + 0.5 || r.left < -0.5 || e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && getComputedStyle(e).overflowX != "visible");
        });
        document.querySelector("output").textContent = "width=" + page.documentElement.scrollWidth
          + " of=" + width
          + " images=" + [...page.images].filter(i => i.complete && i.naturalWidth > 0).length
          + " h1=" + page.querySelectorAll("h1").length
          + " cells=" + [...page.querySelectorAll("td")].filter(seen).length
          + " out=" + out.map(e => e.tagName + ":" + e.textContent.slice(0, 20)).join("|");
      }</script>
      """;

  private static final Pattern MEASURED =
      Pattern.compile(
          "<output>width=(\\d+) of=(\\d+) images=(\\d+) h1=(\\d+) cells=(\\d+) out=(.*?)</output>",
          Pattern.DOTALL);

  /// The space between margins of 15 mm, in CSS pixels.
  private static final int A4 = 680;

  private static final int LETTER = 702;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {360, 390, 500, 700, 1000, 1280})
  void thePageFitsItsWindowAndShowsItsPictures(int width) throws Exception {
    assertFits(width, Files.readString(wide().write(folder, FigureStyle.DEFAULT)));
  }

  /// The rules for paper are applied to a window of its width.
  @ParameterizedTest
  @ValueSource(ints = {A4, LETTER})
  void paperCutsNoColumn(int width) throws Exception {
    String html = Files.readString(wide().write(folder, FigureStyle.DEFAULT));
    String print =
        html.replace("@media print", "@media all").replace("@media screen", "@media tty");
    assertFits(width, print);
  }

  private void assertFits(int width, String html) throws Exception {
    String open = html.replace("<details>", "<details open>");
    String escaped = open.replace("&", "&amp;").replace("\"", "&quot;");
    Path frame =
        Files.writeString(
            folder.resolve("frame.html"), String.format(Locale.ROOT, FRAME, width, escaped));
    Matcher m = MEASURED.matcher(dump(frame));
    assertTrue(m.find(), "nothing was measured");
    assertEquals(width, Integer.parseInt(m.group(2)));
    assertTrue(Integer.parseInt(m.group(1)) <= width, "overflows: " + m.group(1));
    assertEquals("3", m.group(3), "pictures");
    assertEquals("1", m.group(4));
    assertEquals(CELLS, Integer.parseInt(m.group(5)), "cells that can be seen");
    assertEquals("", m.group(6), "beyond the edge");
  }

  @Test
  void thePageHasNoErrors() throws Exception {
    assertFalse(dump(wide().write(folder, FigureStyle.DEFAULT)).contains("CONSOLE"));
  }

  /// One folded, a row of scores, and three rows of each of the tables of many widths.
  private static final int CELLS = 1 + 4 + (5 + 11 + 17 + 60) * 3;

  /// A report with tables that are wider than any phone and any page.
  private static Report wide() {
    Section.Builder section = Section.titled("Tables");
    String caption = "A caption that is long enough for several lines. ".repeat(8);
    for (int columns : List.of(5, 11, 17, 60)) {
      List<String> header =
          Stream.iterate(1, i -> i + 1).limit(columns).map(i -> "column " + i).toList();
      List<String> scores = header.stream().map(c -> "72.2 ± 15.3").toList();
      List<String> words = header.stream().map(c -> "a/" + "long".repeat(12)).toList();
      section.table(
          new TextTable("wide" + columns, caption, header, List.of(header, scores, words)));
    }
    String score = "80.6 (79.2 … 82.1)";
    section.table(
        new TextTable(
            "intervals",
            "Cells that would be too long for a phone on one line.",
            List.of("trained on", "tested on emodb", "tested on ravdess", "tested on crema-d"),
            List.of(List.of("all but emodb", score, score, score))));
    section.lines(List.of("a line that is much too long for a phone ".repeat(5), "x".repeat(300)));
    List<Section> sections = new ArrayList<>(ReportTest.report().sections());
    sections.set(1, section.build());
    sections.set(0, withoutTable(sections.getFirst()));
    sections.add(
        Section.titled("Folded")
            .folded("one", new TextTable("one", "One", List.of("x"), List.of(List.of("1"))))
            .build());
    return new Report("Depth " + "x".repeat(200), sections);
  }

  private static Section withoutTable(Section section) {
    return new Section(
        section.title(),
        section.blocks().stream().filter(b -> !(b instanceof Block.Table)).toList());
  }

  /// The page's elements after its scripts have run, and what the browser had to say.
  private String dump(Path page) throws IOException, InterruptedException {
    Optional<Path> browser = browser();
    Assumptions.assumeTrue(browser.isPresent(), "needs Chromium on the PATH");
    Path output = folder.resolve("dom.txt");
    Process process =
        new ProcessBuilder(
                browser.orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=1400,1000",
                "--dump-dom",
                page.toUri().toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      Assumptions.abort("Chromium did not answer within a minute");
    }
    return Files.readString(output);
  }

  private static Optional<Path> browser() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
