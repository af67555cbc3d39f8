package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.tools.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Grids, searches, experiments across corpora and shards, with a tiny network.
final class ExperimentSearchCommandTest {
  private static final String TINY =
      "--preset paper --seconds 2 --n-fft 512 --win-length 512 --n-mels 20 --channels 4,8"
          + " --pooling 2,3 --dropout 0.1,0.1 --lstm-hidden 8 --heads 2 --hidden 8 --batch 16"
          + " --patience 0 --no-cache --threads 2";

  @TempDir static Path folder;

  private static Path first;
  private static Path second;

  @BeforeAll
  static void render() throws IOException {
    first = folder.resolve("first");
    second = folder.resolve("second");
    SyntheticRenderer.render(first, new SyntheticConfig(5, 4, 1), 2, _ -> {});
    SyntheticRenderer.render(second, new SyntheticConfig(6, 5, 1), 2, _ -> {});
  }

  private static Tenor run(String kind, Path out, Object... more) {
    List<Object> args = new ArrayList<>(List.of("experiment", kind, "--out", out));
    args.addAll(List.of(TINY.split(" ")));
    args.addAll(List.of("--corpus", "synthetic:" + first));
    args.addAll(List.of(more));
    return Tenor.run(args.toArray());
  }

  @Test
  void aGridTakesSeveralValuesOfAnySettingAndMoreLater() throws IOException {
    Path out = folder.resolve("grid");
    Tenor tenor = run("grid", out, "--epochs", 1, "--lr", "1e-3,5e-3", "--depth", 1).ok();
    assertTrue(tenor.err().contains("lr 1e-3, fold 0, seed 1: val UA "), tenor.err());
    assertTrue(tenor.err().contains("[3/3] lr "), tenor.err());
    assertTrue(tenor.out().contains("The validation sets chose lr "), tenor.out());
    assertTrue(tenor.out().contains("On the test sets, which only this variant"), tenor.out());
    Tenor more = run("grid", out, "--epochs", 1, "--lr", "2e-3,5e-3", "--depth", 1, "--json").ok();
    JsonNode json = more.json();
    assertEquals(3, json.get("variants").size());
    assertEquals(1, json.at("/chosen/runs").asInt());
    assertEquals(json.at("/variants/0/variant"), json.at("/chosen/variant"));
    assertTrue(
        json.at("/variants/0/valUa/mean").asDouble()
            >= json.at("/variants/1/valUa/mean").asDouble());
    assertTrue(more.err().contains("finished before"), more.err());
  }

  @Test
  void gridsOfListsAndSwitches() throws IOException {
    Path out = folder.resolve("lists");
    run("grid", out, "--epochs", 1, "--channels", "4,8;8,8", "--shared", "true,false").ok();
    List<String> table = Files.readAllLines(out.resolve("tables/variants.csv"));
    assertEquals(5, table.size(), table.toString());
    assertTrue(table.stream().anyMatch(row -> row.contains("\"channels 8,8, shared false\"")));
  }

  @Test
  void whatIsNoGridIsRefused() {
    Path out = folder.resolve("none");
    usage("no setting has several values", run("grid", out, "--lr", "1e-3"));
    usage("'x' is not a number", run("grid", out, "--lr", "1e-3,x"));
    usage("'1.5' is not a whole number", run("grid", out, "--depth", "1,1.5"));
    usage("'1e-3' is given twice", run("grid", out, "--lr", "0.001,1e-3"));
    usage("'yes' is not true or false", run("grid", out, "--shared", "yes,no"));
    usage("is none of", run("grid", out, "--tokens", "vector,sequins"));
    usage("variant 'heads 3'", run("grid", out, "--heads", "2,3"));
    usage("shard 3/2", run("grid", out, "--heads", "2,4", "--shard", "3/2"));
    assertTrue(Files.notExists(out));
  }

  private static void usage(String expected, Tenor tenor) {
    String line = tenor.error(ExitCode.USAGE);
    assertTrue(line.contains(expected), line);
  }

  @Test
  void aSearchInShardsIsJoinedAndFinished() throws IOException {
    Path space =
        Files.writeString(
            folder.resolve("space.json"),
            "{\"lr\": {\"min\": 1e-4, \"max\": 1e-2, \"log\": true}, \"depth\": [0, 1]}");
    Object[] args = {"--epochs", 3, "--space", space, "--trials", 3, "--method", "halving"};
    Path whole = folder.resolve("search");
    Tenor tenor = run("search", whole, args).ok();
    assertTrue(tenor.err().contains("[5/5] trial "), tenor.err());
    assertTrue(tenor.out().contains("1/3"), tenor.out());
    for (int k = 1; k <= 2; k++) {
      List<Object> shard = new ArrayList<>(List.of(args));
      shard.addAll(List.of("--shard", k + "/2"));
      Tenor part = run("search", folder.resolve("shard" + k), shard.toArray()).ok();
      assertTrue(part.out().contains("Not finished: "), part.out());
    }
    Path joined = folder.resolve("joined");
    Tenor merged =
        Tenor.run("experiment", "merge", joined, folder.resolve("shard1"), folder.resolve("shard2"))
            .ok();
    assertTrue(merged.out().contains("rung 2 of 2"), merged.out());
    run("search", joined, args).ok();
    for (String file : List.of("tables/variants.csv", "tables/summary.csv")) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(joined.resolve(file)), file);
    }
    String line =
        Tenor.run("experiment", "merge", folder.resolve("x"), whole, folder).error(ExitCode.DATA);
    assertTrue(line.contains("holds no experiment"), line);
    Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"lrate\": [1]}");
    usage(
        "there is no setting [lrate]",
        run("search", folder.resolve("y"), "--space", wrong, "--trials", 1));
  }

  @Test
  void corporaAcrossEachOther() throws IOException {
    Path out = folder.resolve("cross");
    Object[] args = {"--epochs", 1, "--corpus", "synthetic", "--data", second, "--folds", "0,1"};
    Tenor tenor = run("cross", out, args).ok();
    assertTrue(tenor.out().contains("tested on synthetic-2"), tenor.out());
    assertTrue(tenor.out().contains("synthetic: trained on itself "), tenor.out());
    List<Object> json = new ArrayList<>(List.of(args));
    json.add("--json");
    JsonNode cells = run("cross", out, json.toArray()).ok().json().get("cells");
    assertEquals(4, cells.size());
    assertEquals(2, cells.get(1).get("runs").asInt());
    assertEquals(2 * 5 * 4, cells.get(1).get("answers").asInt(), "both models heard all of it");
    assertEquals(4, Files.readAllLines(out.resolve("tables/cells.csv")).size() - 1);
    JsonNode plan = Json.mapper().readTree(out.resolve("experiment.json").toFile());
    assertEquals("cross", plan.get("kind").asText());
    usage("needs two corpora", run("cross", folder.resolve("z")));
    usage(
        "cross: tests every corpus; name synthetic-2 with --corpus",
        run("cross", folder.resolve("z"), "--test-corpus", "synthetic:" + second));
    Tenor fold = run("cross", folder.resolve("z"), "--corpus", "synthetic:" + second, "--folds", 4);
    assertTrue(fold.err().contains("no fold 4; folds: 0 … 3"), "the smaller corpus has four");
  }
}
