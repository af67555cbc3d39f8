package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.tools.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Experiments on a tiny corpus with a tiny network.
final class ExperimentCommandTest {
  @TempDir static Path folder;

  private static Path corpus;
  private static Path folds;

  private static Tenor run(String kind, Path out, Object... more) {
    String settings =
        "--preset paper --seconds 2 --n-fft 512 --win-length 512 --n-mels 20 --channels 4,8,8"
            + " --pooling 2,3,3 --dropout 0.1,0.1,0.1 --lstm-hidden 8 --heads 2 --depth 2 --hidden 8 --epochs 1"
            + " --batch 16 --patience 0 --no-cache --threads 2";
    List<Object> args =
        new ArrayList<>(List.of("experiment", kind, "--corpus", "synthetic", "--out", out));
    args.addAll(List.of(settings.split(" ")));
    args.addAll(List.of(more));
    if (!args.contains("--data")) {
      args.addAll(List.of("--data", corpus));
    }
    if (!args.contains("--folds")) {
      args.addAll(List.of("--folds", "0,1"));
    }
    return Tenor.run(args.toArray());
  }

  @BeforeAll
  static void runOnce() throws IOException {
    corpus = folder.resolve("corpus");
    SyntheticRenderer.render(corpus, new SyntheticConfig(5, 6, 2), 2, _ -> {});
    folds = folder.resolve("folds");
    Tenor tenor = run("folds", folds, "--seeds", "1,2", "--jobs", 2).ok();
    assertTrue(tenor.out().contains("baselines without audio"), tenor.out());
    assertTrue(tenor.out().contains("acoustic baseline: SVM on log-mel functionals"), tenor.out());
    assertTrue(tenor.out().endsWith("report: " + folds.resolve("report.html") + "\n"));
    assertTrue(tenor.err().contains("[4/4] "), tenor.err());
  }

  @Test
  void foldsCanBeComparedWithAnotherExperiment() throws IOException {
    Path lower = folder.resolve("lower");
    run("folds", lower, "--seeds", 1, "--lr", "1e-5", "--against", folds).ok();
    String table = Files.readString(lower.resolve("tables/comparison.csv"));
    assertTrue(table.contains("lower,folds as configured,2,"), table);
    String line =
        run("folds", folder.resolve("x"), "--seeds", 9, "--against", folds).error(ExitCode.DATA);
    assertTrue(line.contains("same folds and seeds"), line);
  }

  @Test
  void aFinishedExperimentIsReportedAgain() throws IOException {
    byte[] before = Files.readAllBytes(folds.resolve("report.html"));
    Tenor tenor = run("folds", folds, "--seeds", "1,2").ok();
    assertTrue(!tenor.err().contains("begins"), tenor.err());
    assertArrayEquals(before, Files.readAllBytes(folds.resolve("report.html")));
    String line = run("folds", folds, "--seeds", "1,2", "--lr", "1e-5").error(ExitCode.DATA);
    assertTrue(line.contains("holds another experiment: lr is 2.0E-4 there and 1.0E-5"), line);
  }

  @Test
  void jsonHoldsTheScoresOfTheTables() throws IOException {
    String out = run("folds", folds, "--seeds", "1,2", "--json").ok().out();
    Map<?, ?> json = Json.mapper().readValue(out, Map.class);
    assertEquals(List.of(), json.get("failed"));
    List<?> runs = (List<?>) json.get("runs");
    assertEquals(4, runs.size());
    double sum = 0;
    for (Object run : runs) {
      sum += ((Number) ((Map<?, ?>) run).get("valWa")).doubleValue();
      assertTrue(((Map<?, ?>) run).get("absent_classes") instanceof List<?>, run.toString());
    }
    Map<?, ?> summary = (Map<?, ?>) ((List<?>) json.get("summaries")).getFirst();
    double mean = ((Number) ((Map<?, ?>) summary.get("valWa")).get("mean")).doubleValue();
    assertEquals(sum / 4, mean, 1e-12);
    String table = Files.readString(folds.resolve("tables/summary.csv"));
    assertTrue(table.contains(String.format(Locale.ROOT, "%.1f ± ", 100 * mean)), table);
  }

  @Test
  void depthAndAblationWriteTheirPlots() throws IOException {
    Path depth = folder.resolve("depth");
    run("depth", depth, "--seeds", 1, "--depths", "1,0").ok();
    Path ablation = folder.resolve("ablation");
    Tenor single = run("ablation", ablation, "--seeds", 1, "--folds", 0).ok();
    assertFalse(single.out().contains("±"), single.out());
    String summary = Files.readString(ablation.resolve("tables/summary.csv"));
    assertFalse(summary.contains("±"), summary);
    assertFalse(summary.contains("–") || summary.contains("NaN"), summary);
    for (String report : List.of("report.md", "report.html")) {
      String text = Files.readString(ablation.resolve(report));
      assertFalse(text.contains("±"), report + " gives one run a deviation");
    }
    assertTrue(
        Files.readString(depth.resolve("report.md")).contains("with 95 % intervals over speakers"));
    Tenor json = run("ablation", ablation, "--seeds", 1, "--folds", 0, "--json").ok();
    json.json()
        .get("summaries")
        .forEach(row -> {
          assertFalse(row.get("wa").has("sd") || row.get("valWa").has("sd"), row.toString());
          assertTrue(row.get("macroF1").has("mean"), row.toString());
        });
    assertTrue(Files.exists(ablation.resolve("variants.png")));
    assertTrue(Files.exists(depth.resolve("depth.png")));
    assertTrue(Files.exists(depth.resolve("depth.svg")));
    assertTrue(Files.exists(depth.resolve("tables/comparison.csv")));
  }

  /// The speakers of the only two recordings that are identical are in different subsets.
  @Test
  void theAuditTellsIdenticalAudioAlsoWhenContinued() throws IOException {
    Path twins = folder.resolve("twins");
    SyntheticRenderer.render(twins, new SyntheticConfig(5, 6, 2), 2, _ -> {});
    Path first = twins.resolve("speaker_01/angry_00.wav");
    for (int speaker = 2; speaker <= 6; speaker++) {
      Path other = twins.resolve("speaker_0" + speaker + "/angry_00.wav");
      Files.copy(first, other, StandardCopyOption.REPLACE_EXISTING);
    }
    Path out = folder.resolve("audited");
    Object[] more = {"--seeds", "1,2", "--folds", "0", "--data", twins};
    Tenor tenor = run("folds", out, more).ok();
    String row = "  identical audio +1, [0-9.]+ % +1, [0-9.]+ % +1, [0-9.]+ %";
    assertTrue(tenor.out().lines().anyMatch(line -> line.matches(row)), tenor.out());
    assertTrue(tenor.out().contains("means of 2 splits (folds × seeds)"), tenor.out());
    String report = result(out);
    Files.delete(out.resolve("runs/as-configured/fold0-seed2/README.md"));
    Tenor json = run("folds", out, "--json", "--seeds", "1,2", "--folds", "0", "--data", twins);
    assertEquals(report, result(out), "a run goes on");
    JsonNode overlaps = json.ok().json().get("audit").get("overlaps");
    assertEquals(1, overlaps.get("identical audio").get("test_in_train").get("shared").asInt());
    Files.writeString(first, "not what the runs heard");
    run("folds", out, more).ok();
    assertEquals(report, result(out), "told by the runs");
  }

  /// The report without what differs from process to process.
  private static String result(Path experiment) throws IOException {
    return Files.readString(experiment.resolve("report.md"))
        .replaceAll("(?s)## Environment\n.*?\n## ", "## ");
  }

  @Test
  void tsneLaysOutTheTestSideOfARun() throws IOException {
    Path one = folds.resolve("runs/as-configured/fold0-seed1");
    Path out = folder.resolve("tsne");
    Tenor.run("experiment", "tsne", one, "--iterations", 300, "--out", out, "--no-cache").ok();
    List<String> lines = Files.readAllLines(out.resolve("tables/coordinates.csv"));
    assertEquals(Files.readAllLines(one.resolve("predictions.csv")).size(), lines.size());
    assertTrue(Files.exists(out.resolve("tsne-behind.svg")));
    String speaker = lines.get(1).split(",")[2];
    String svg = Files.readString(out.resolve("tsne-behind-speakers.svg"));
    assertTrue(svg.contains(">" + speaker + "</text>"), svg);
    Tenor.run("experiment", "tsne", corpus).error(ExitCode.DATA);
  }

  @Test
  void whatCannotBeRunIsToldBeforehand() {
    Path out = folder.resolve("none");
    assertTrue(run("depth", out, "--folds", "7").error(ExitCode.USAGE).contains("no fold 7"));
    assertTrue(run("depth", out, "--depths", "1,1").error(ExitCode.USAGE).contains("once"));
    assertTrue(run("folds", out, "--jobs", 0).error(ExitCode.USAGE).contains("0 jobs"));
    assertTrue(
        Tenor.run("experiment", "folds").error(ExitCode.USAGE).contains("no corpus is given"));
    Tenor.run("experiment").error(ExitCode.USAGE);
    for (String pipe : List.of("-", "/dev/stdin")) {
      String line =
          Tenor.run("experiment", "folds", "--corpus", "csv", "--data", pipe, "--out", out)
              .error(ExitCode.USAGE);
      assertTrue(line.contains("/dev/stdin is read once"), line);
      assertTrue(line.contains("save it in a file"), line);
    }
    assertTrue(Files.notExists(out.resolve("runs")));
  }
}
