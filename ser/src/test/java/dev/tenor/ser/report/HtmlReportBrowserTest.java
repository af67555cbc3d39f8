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
final class HtmlReportBrowserTest {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  /// Shows the page in a frame of some width and writes down what it measures: a window cannot be
  /// as narrow as a phone.
  private static final String FRAME =
      """
      <!DOCTYPE html><iframe style="border:0" width="%d" height="900" srcdoc="%s"></iframe>
      <output></output><script>onload = () => {
        const page = document.querySelector("iframe").contentDocument;
        const images = [...page.images];
        document.querySelector("output").textContent = "width=" + page.documentElement.scrollWidth
          + " of=" + page.documentElement.clientWidth
          + " images=" + images.filter(i => i.complete && i.naturalWidth > 0).length
          + " h1=" + page.querySelectorAll("h1").length;
      }</script>
      """;

  private static final Pattern MEASURED =
      Pattern.compile("<output>width=(\\d+) of=(\\d+) images=(\\d+) h1=(\\d+)</output>");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {360, 390, 1280})
  void thePageFitsItsWindowAndShowsItsPictures(int width) throws Exception {
    String html = Files.readString(wide().write(folder, FigureStyle.DEFAULT));
    String escaped = html.replace("&", "&amp;").replace("\"", "&quot;");
    Path frame =
        Files.writeString(
            folder.resolve("frame.html"), String.format(Locale.ROOT, FRAME, width, escaped));
    Matcher m = MEASURED.matcher(dump(frame));
    assertTrue(m.find(), "nothing was measured");
    assertEquals(width, Integer.parseInt(m.group(2)));
    assertTrue(Integer.parseInt(m.group(1)) <= width, "overflows: " + m.group(1));
    assertEquals("3", m.group(3), "pictures");
    assertEquals("1", m.group(4));
  }

  @Test
  void thePageHasNoErrors() throws Exception {
    assertFalse(dump(wide().write(folder, FigureStyle.DEFAULT)).contains("CONSOLE"));
  }

  /// A report with a table that is wider than any phone.
  private static Report wide() {
    Report report = ReportTest.report();
    List<String> header = Stream.iterate(1, i -> i + 1).limit(30).map(i -> "column " + i).toList();
    List<TextTable> tables = new ArrayList<>(report.tables());
    String caption = "A caption that is long enough for several lines. ".repeat(8);
    tables.add(new TextTable("wide", caption, header, List.of(header)));
    return new Report(
        report.title() + " " + "x".repeat(200),
        report.intro(),
        tables,
        report.figures(),
        report.details(),
        List.of("a line of an audit that is much too long for a phone ".repeat(5)));
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
