package dev.tenor.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.bench.report.compare.History;
import dev.tenor.bench.report.compare.HistoryPage;
import dev.tenor.bench.report.figures.Figures;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/// Opens the pages in headless Chromium, as wide as a desktop and as a phone, and uses them;
/// skipped where there is none.
final class PageBrowserTest {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  /// Shows a page in frames, as a window cannot be as narrow as a phone, and writes down what it
  /// measures. Beyond the edge is what ends right of the frame and is not in something that
  /// scrolls.
  private static final String FRAMES =
      """
      <!DOCTYPE html><meta charset="utf-8">
      <iframe style="border:0" width="1280" height="900" srcdoc="%1$s"></iframe>
      <iframe style="border:0" width="390" height="900" srcdoc="%1$s"></iframe>
      <output></output><script>onload = () => {
        const results = [...document.querySelectorAll("iframe")].map(frame => {
          const page = frame.contentDocument;
          const width = page.documentElement.clientWidth;
          const shown = table => [...table.tBodies[0].rows].filter(row => !row.hidden);
          const beyond = [...page.body.querySelectorAll("*")].filter(e => {
            const box = e.getBoundingClientRect();
            return box.width > 0 && (box.right > width + 0.5 || box.left < -0.5) && !e.closest(".scroll");
          }).map(e => e.tagName + ":" + e.textContent.slice(0, 20));
          const table = [...page.querySelectorAll("table")].at(-1);
          const titles = [...table.tHead.rows[0].cells].map(cell => cell.textContent);
          const column = titles.indexOf("%2$s");
          const values = () => shown(table).map(row => Number(row.cells[column].dataset.v));
          const title = table.tHead.rows[0].cells[column];
          title.click();
          const up = values();
          title.click();
          const down = values();
          const input = table.closest(".data").querySelector("input");
          input.value = "scalar layer";
          input.dispatchEvent(new frame.contentWindow.Event("input"));
          const filtered = shown(table).length;
          const circles = () => page.querySelectorAll("figure svg.chart circle").length;
          const all = circles();
          const legend = page.querySelector(".legend button");
          legend.click();
          const less = circles();
          const ground = () => frame.contentWindow.getComputedStyle(page.body).backgroundColor;
          const first = ground();
          page.querySelector("header button").click();
          return { width, scroll: page.documentElement.scrollWidth, beyond, up, down, filtered,
            charts: page.querySelectorAll("svg.chart").length, all, less,
            pressed: page.querySelector(".legend button").getAttribute("aria-pressed"),
            images: page.images.length, dark: ground() !== first };
        });
        document.querySelector("output").textContent = JSON.stringify(results);
      }</script>
      """;

  private static final Pattern MEASURED = Pattern.compile("<output>(.*?)</output>", Pattern.DOTALL);

  @TempDir Path folder;

  private static SuiteResult result(long seed, String created) {
    return SyntheticResult.of(seed, 0.02)
        .created(created)
        .slowed(row -> seed > 4, 1.5)
        .only(row ->
            List.of("attention", "network", "norms", "transfer").contains(row.family())
                && (row.bits() == 0 || row.bits() == 256))
        .build();
  }

  @Test
  void aReportFitsAndCanBeUsed() throws Exception {
    SuiteResult result = result(2, "2026-01-01");
    String html = new ResultPage(result, Figures.of(result)).html();
    JsonNode measured = open(html, "time");
    for (JsonNode page : measured) {
      check(page, 4);
      assertEquals(1, page.path("filtered").intValue(), "layer norm on scalar");
    }
  }

  @Test
  void aHistoryFitsAndCanBeUsed() throws Exception {
    History history =
        History.of(
            List.of(result(2, "2026-01-01"), result(4, "2026-02-01"), result(6, "2026-03-01")));
    for (JsonNode page : open(HistoryPage.of(history), "last")) {
      check(page, 1);
    }
  }

  private static void check(JsonNode page, int charts) {
    String all = page.toString();
    assertTrue(page.path("scroll").intValue() <= page.path("width").intValue(), all);
    assertEquals("[]", page.path("beyond").toString());
    assertEquals(charts, page.path("charts").intValue(), "charts");
    assertEquals(0, page.path("images").intValue(), "pictures that charts replace");
    assertSorted(page.path("up"), 1);
    assertSorted(page.path("down"), -1);
    assertTrue(page.path("all").intValue() > page.path("less").intValue(), all);
    assertEquals("false", page.path("pressed").textValue());
    assertTrue(page.path("dark").booleanValue(), "the button changes the ground");
  }

  private static void assertSorted(JsonNode values, int sign) {
    assertTrue(values.size() > 10, values.toString());
    for (int i = 1; i < values.size(); i++) {
      double step = values.get(i).doubleValue() - values.get(i - 1).doubleValue();
      assertTrue(sign * step >= 0, values.toString());
    }
  }

  /// What was measured at both widths.
  private JsonNode open(String html, String column) throws IOException, InterruptedException {
    Optional<Path> browser = browser();
    Assumptions.assumeTrue(browser.isPresent(), "needs Chromium on the PATH");
    String escaped = html.replace("&", "&amp;").replace("\"", "&quot;");
    Path page =
        Files.writeString(
            folder.resolve("frames.html"), String.format(Locale.ROOT, FRAMES, escaped, column));
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
                "--window-size=1800,1000",
                "--dump-dom",
                page.toUri().toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      Assumptions.abort("Chromium did not answer within a minute");
    }
    String text = Files.readString(output);
    assertFalse(text.contains("CONSOLE"), () -> text.substring(0, Math.min(2000, text.length())));
    Matcher matcher = MEASURED.matcher(text);
    assertTrue(matcher.find(), "nothing was measured");
    JsonNode measured = Json.mapper().readTree(matcher.group(1).replace("&amp;", "&"));
    assertEquals(2, measured.size());
    return measured;
  }

  private static Optional<Path> browser() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
