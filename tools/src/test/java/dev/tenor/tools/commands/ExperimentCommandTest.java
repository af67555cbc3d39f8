package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.config.Json;
import dev.tenor.ser.corpus.SyntheticConfig;
import dev.tenor.ser.corpus.SyntheticRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        "--seconds 2 --n-fft 512 --win-length 512 --n-mels 20 --channels 4,8,8 --pooling 2,3,3"
            + " --dropout 0.1,0.1,0.1 --lstm-hidden 8 --heads 2 --depth 2 --hidden 8 --epochs 1"
            + " --batch 16 --patience 0 --no-cache --threads 2";
    List<Object> args =
        new ArrayList<>(
            List.of("experiment", kind, "--corpus", "synthetic", "--data", corpus, "--out", out));
    args.addAll(List.of(settings.split(" ")));
    args.addAll(List.of(more));
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
    assertTrue(tenor.out().contains("without hearing anything"), tenor.out());
    assertTrue(tenor.out().endsWith("report: " + folds.resolve("report.html") + "\n"));
    assertTrue(tenor.err().contains("[4/4] "), tenor.err());
  }

  @Test
  void foldsCanBeComparedWithAnotherExperiment() throws IOException {
    Path lower = folder.resolve("lower");
    run("folds", lower, "--seeds", 1, "--lr", "1e-5", "--against", folds).ok();
    String table = Files.readString(lower.resolve("comparison.csv"));
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
    String line = run("folds", folds, "--seeds", "1,3").error(ExitCode.DATA);
    assertTrue(line.contains("holds another experiment"), line);
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
    }
    Map<?, ?> summary = (Map<?, ?>) ((List<?>) json.get("summaries")).getFirst();
    double mean = ((Number) ((Map<?, ?>) summary.get("valWa")).get("mean")).doubleValue();
    assertEquals(sum / 4, mean, 1e-12);
    String table = Files.readString(folds.resolve("summary.csv"));
    assertTrue(table.contains(String.format(Locale.ROOT, "%.1f ± ", 100 * mean)), table);
  }

  @Test
  void depthAndAblationWriteTheirPlots() {
    Path depth = folder.resolve("depth");
    run("depth", depth, "--seeds", 1, "--depths", "1,0").ok();
    Path ablation = folder.resolve("ablation");
    run("ablation", ablation, "--seeds", 1, "--folds", 0).ok();
    assertTrue(Files.exists(ablation.resolve("variants.png")));
    assertTrue(Files.exists(depth.resolve("depth.png")));
    assertTrue(Files.exists(depth.resolve("depth.svg")));
    assertTrue(Files.exists(depth.resolve("comparison.csv")));
  }

  @Test
  void tsneLaysOutTheTestSideOfARun() throws IOException {
    Path one = folds.resolve("runs/as-configured/fold0-seed1");
    Path out = folder.resolve("tsne");
    Tenor.run("experiment", "tsne", one, "--iterations", 300, "--out", out, "--no-cache").ok();
    List<String> lines = Files.readAllLines(out.resolve("coordinates.csv"));
    assertEquals(Files.readAllLines(one.resolve("predictions.csv")).size(), lines.size());
    assertTrue(Files.exists(out.resolve("tsne-behind.svg")));
    Tenor.run("experiment", "tsne", corpus).error(ExitCode.DATA);
  }

  @Test
  void whatCannotBeRunIsToldBeforehand() {
    Path out = folder.resolve("none");
    assertTrue(run("depth", out, "--folds", "7").error(ExitCode.USAGE).contains("no fold 7"));
    assertTrue(run("depth", out, "--depths", "1,1").error(ExitCode.USAGE).contains("once"));
    assertTrue(run("folds", out, "--jobs", 0).error(ExitCode.USAGE).contains("0 jobs"));
    assertTrue(
        Tenor.run("experiment", "folds").error(ExitCode.USAGE).contains("--corpus is missing"));
    Tenor.run("experiment").error(ExitCode.USAGE);
    assertTrue(Files.notExists(out.resolve("runs")));
  }
}
