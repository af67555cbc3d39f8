package dev.tenor.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.tenor.bench.result.ResultFile;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import dev.tenor.bench.suite.SuiteMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportFilesTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Object... args) {
    out.reset();
    err.reset();
    return SuiteMain.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Stream.of(args).map(Object::toString).toArray(String[]::new));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complaint() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Path write(String name, SuiteResult result) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    ResultFile.write(place.resolve(Results.FILE), result);
    return place;
  }

  private static SyntheticResult brief(long seed) {
    return SyntheticResult.of(seed, 0.02)
        .only(row ->
            List.of("attention", "network", "norms", "transfer").contains(row.family())
                && (row.bits() == 0 || row.bits() == 256));
  }

  @Test
  void aReportHasAllItsFiles() throws IOException {
    Path place = write("run", brief(2).build());
    assertEquals(0, run("report", place), complaint());
    assertEquals(place.resolve("report.html") + System.lineSeparator(), said());
    List<String> plots =
        List.of(
            "heat-map",
            "heat-map-time",
            "peers",
            "roofline",
            "scaling-attention",
            "scaling-batch",
            "scaling-threads");
    try (Stream<Path> files = Files.list(place.resolve("plots"))) {
      assertEquals(
          plots.stream().flatMap(p -> Stream.of(p + ".png", p + ".svg")).sorted().toList(),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
    String html = Files.readString(place.resolve("report.html"));
    assertFalse(html.matches("(?s).*(src|href)=\"(https?:|//).*"), "needs nothing else");
    assertEquals(4, html.split("<figure").length - 1);
    assertEquals(4, html.split("<img ").length - 1, "also without scripts");
    String markdown = Files.readString(place.resolve("results.md"));
    assertTrue(markdown.contains("## attention"), markdown);
    assertTrue(markdown.contains("](plots/roofline.svg)"), markdown);
  }

  @Test
  void anEmptyResultHasAPageToo() throws IOException {
    SuiteResult full = brief(2).build();
    SuiteResult empty =
        new SuiteResult(
            full.format(),
            full.created(),
            List.of(),
            full.machine(),
            List.of(),
            List.of(),
            List.of("It was interrupted."));
    Path place = write("empty", empty);
    assertEquals(0, run("report", place.resolve(Results.FILE)), complaint());
    assertTrue(Files.readString(place.resolve("report.html")).contains("It was interrupted."));
    assertEquals(0, run("compare", place, place), complaint());
    assertEquals(0, run("history", place, "--out", folder.resolve("h")), complaint());
  }

  @Test
  void csvHasEveryDigit() throws IOException {
    SuiteResult result = brief(2).build();
    List<NamedCsvRecord> lines = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(ResultTables.complete(result).csv())) {
      csv.forEach(lines::add);
    }
    assertEquals(result.rows().size(), lines.size());
    for (int i = 0; i < lines.size(); i++) {
      assertEquals(fields(result.rows().get(i)), lines.get(i).getFieldsAsMap());
    }
  }

  private static Map<String, String> fields(SuiteRow row) {
    StringBuilder shape = new StringBuilder();
    row.shape().forEach((k, v) -> shape.append(shape.isEmpty() ? "" : " ").append(k + "=" + v));
    StringBuilder against = new StringBuilder();
    row.against()
        .forEach(
            a -> against.append(a.engine() + " " + a.ratio() + " " + a.low() + " " + a.high()));
    return Map.ofEntries(
        Map.entry("family", row.family()),
        Map.entry("name", row.name()),
        Map.entry("shape", shape.toString()),
        Map.entry("engine", row.engine()),
        Map.entry("bits", "" + row.bits()),
        Map.entry("threads", "" + row.threads()),
        Map.entry("kind", row.kind()),
        Map.entry("error", "" + row.error()),
        Map.entry("median_ns", "" + row.timing().median()),
        Map.entry("q1_ns", "" + row.timing().q1()),
        Map.entry("q3_ns", "" + row.timing().q3()),
        Map.entry("forks", "3"),
        Map.entry("samples", "41"),
        Map.entry("warm_up_s", "4.5"),
        Map.entry("flop", "" + row.flop()),
        Map.entry("bytes", "" + row.bytes()),
        Map.entry("allocated", "" + row.allocated()),
        Map.entry("gflops", "" + row.gflops()),
        Map.entry("gigabytes", "" + row.gigabytes()),
        Map.entry("intensity", "" + row.intensity()),
        Map.entry("ceiling", "" + row.ceiling()),
        Map.entry("bound", row.bound()),
        Map.entry("share", "" + row.share()),
        Map.entry("against", against.toString()),
        Map.entry("marks", String.join("; ", row.marks())));
  }

  @Test
  void namesAreEscaped() throws IOException {
    String evil = "</script><img src=x onerror=alert(1)>\"&";
    SuiteResult full =
        brief(2).machine(evil, 1).only(row -> row.name().equals("layer norm")).build();
    SuiteRow r = full.rows().getFirst();
    List<SuiteRow> rows = new ArrayList<>(full.rows());
    rows.add(
        new SuiteRow(
            evil,
            evil,
            Map.of(evil, evil),
            "simd",
            256,
            2,
            "compute",
            0,
            r.timing(),
            9,
            9,
            0,
            0,
            "",
            List.of(new SuiteRow.Against(evil, 1, 1, 1)),
            List.of(evil)));
    Path place =
        write(
            "evil",
            new SuiteResult(
                full.format(),
                full.created(),
                List.of(evil),
                full.machine(),
                full.ceilings(),
                rows,
                List.of(evil)));
    assertEquals(0, run("report", place), complaint());
    assertEquals(0, run("history", place, "--out", place), complaint());
    assertEquals(0, run("compare", place, place, "--html", place.resolve("c.html")));
    for (String page : List.of("report.html", "history.html", "c.html")) {
      String html = Files.readString(place.resolve(page));
      assertFalse(html.contains("<img src=x"), page);
      assertTrue(html.contains("&lt;/script&gt;&lt;img src=x"), page);
    }
  }

  @Test
  void comparisonsFailOverALimit() throws IOException {
    Path before = write("before", brief(2).build());
    Path after = write("after", brief(4).slowed(row -> row.family().equals("norms"), 1.1).build());
    assertEquals(0, run("compare", before, after), complaint());
    assertTrue(said().contains(" slower, 0 faster"), said());
    assertEquals(1, run("compare", before, after, "--fail-over", 5));
    assertEquals(0, run("compare", before, after, "--fail-over", 30));
    assertEquals(0, run("compare", after, before, "--fail-over", 5), "faster is fine");
    assertEquals(2, run("compare", before, after, "--fail-over", -1));
    assertEquals(2, run("compare", before));
  }

  @Test
  void machinesAreBesideEachOther() throws IOException {
    Path all = folder.resolve("machines");
    write("machines/epyc", brief(2).build());
    write("machines/lap|top", brief(4).machine("laptop", 2).build());
    assertEquals(0, run("machines", all), complaint());
    String page = Files.readString(all.resolve("README.md"));
    assertTrue(page.contains("| operation | engine | epyc | lap\\|top |"), page);
    assertTrue(page.contains("](machines.svg)"), page);
    assertTrue(Files.readString(all.resolve("machines.svg")).contains(">norms<"));
    Files.delete(all.resolve("lap|top").resolve(Results.FILE));
    assertEquals(0, run("machines", all), complaint());
    assertFalse(Files.exists(all.resolve("machines.svg")), "one machine has none");
    assertEquals(2, run("machines", folder.resolve("nowhere")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|has no 'format'",
        "no JSON|cannot be read as JSON",
        "{}|has no 'format'",
        "[]|has no 'format'",
        "{\"format\": 99}|format 99, expected 1",
        "{\"format\": 1}|results.json",
        "{\"format\": 1, \"rows\": 5}|results.json",
      })
  void badFilesAreOneLine(String text, String expected) throws IOException {
    Path bad = Files.createDirectories(folder.resolve("bad"));
    Files.writeString(bad.resolve(Results.FILE), text);
    Path good = write("good", brief(2).build());
    for (List<Object> args :
        List.<List<Object>>of(
            List.of("report", bad),
            List.of("compare", good, bad),
            List.of("history", good, bad, "--out", folder.resolve("h")))) {
      assertEquals(2, run(args.toArray()), args.toString());
      assertEquals(1, complaint().lines().count(), complaint());
      assertTrue(complaint().contains(expected), complaint());
    }
    assertFalse(Files.exists(bad.resolve("report.html")));
  }

  @Test
  void badRowsAreNamed() throws IOException {
    SuiteResult full = brief(2).build();
    SuiteRow r = full.rows().getFirst();
    Path twice = write("twice", with(full, List.of(r, r)));
    assertEquals(2, run("report", twice));
    assertTrue(complaint().contains("two rows are '" + r.key()), complaint());
    Path file = write("times", with(full, List.of(r))).resolve(Results.FILE);
    Files.writeString(
        file, Files.readString(file).replaceAll("\"median\" : [^,]*", "\"median\" : -1.0"));
    assertEquals(2, run("report", file));
    assertTrue(complaint().contains("median -1.0"), complaint());
    Files.writeString(
        file, Files.readString(file).replaceAll("\"engine\" : \"simd\"", "\"engine\" : null"));
    assertEquals(2, run("report", file));
    assertTrue(complaint().contains("engine is null"), complaint());
    assertEquals(2, run("report", folder.resolve("nowhere")));
    assertTrue(complaint().contains("there is no such file"), complaint());
  }

  private static SuiteResult with(SuiteResult r, List<SuiteRow> rows) {
    return new SuiteResult(
        r.format(), r.created(), r.arguments(), r.machine(), r.ceilings(), rows, r.problems());
  }
}
