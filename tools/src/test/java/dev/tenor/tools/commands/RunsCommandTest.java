package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.tools.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunsCommandTest {
  @TempDir static Path folder;

  private static Path runs;

  private static void train(Path corpus, String name, Object... more) {
    List<Object> first =
        List.of("train", corpus, "--out", runs.resolve(name), "--model", "logreg", "--n-mels", 20);
    Tenor.run(Stream.concat(first.stream(), Stream.of(more)).toArray()).ok();
  }

  @BeforeAll
  static void someRuns() throws IOException {
    runs = folder.resolve("runs");
    Path corpus = folder.resolve("corpus");
    SyntheticRenderer.render(corpus, new SyntheticConfig(5, 6, 2), 2, _ -> {});
    train(corpus, "a");
    train(corpus, "deep/b", "--cmvn", "mean");
    train(corpus, "other", "--fold", 1);
    Path stopped = Files.createDirectories(runs.resolve("stopped"));
    Files.copy(runs.resolve("a/config.json"), stopped.resolve("config.json"));
    Path damaged = Files.createDirectories(runs.resolve("damaged"));
    Files.writeString(damaged.resolve("config.json"), "{");
    Files.writeString(damaged.resolve("split.json"), "");
    Files.createDirectories(runs.resolve("foreign"));
    Files.writeString(runs.resolve("foreign/config.json"), "{\"architectures\": []}");
  }

  private static List<String> names(JsonNode rows) {
    return rows.valueStream().map(row -> row.get("run").textValue()).toList();
  }

  @Test
  void allRunsAreListedAndDamagedOnesAreSuch() throws IOException {
    Tenor tenor = Tenor.run("runs", runs, "--json").ok();
    JsonNode rows = tenor.json();
    assertEquals(List.of("a", "damaged", "deep/b", "other", "stopped"), names(rows));
    assertEquals("damaged", rows.get(1).get("state").textValue());
    assertTrue(tenor.err().contains("config.json: is not valid JSON"), tenor.err());
    assertEquals("interrupted", rows.get(4).get("state").textValue());
    assertTrue(rows.get(4).get("ua").isNull());
    assertEquals("logreg tenor --n-mels 20 --cmvn mean", rows.get(2).get("model").textValue());
    String table = Tenor.run("runs", runs).ok().out();
    assertEquals(6, table.lines().count(), table);
    String csv = Tenor.run("runs", runs, "--csv").ok().out();
    assertTrue(csv.startsWith("run,corpus,protocol,fold,seed,epochs,val_ua,wa,ua,state,"), csv);
  }

  @Test
  void runsAreFilteredAndSorted() throws IOException {
    JsonNode rows = Tenor.run("runs", runs, "--filter", "cmvn=MEAN", "--json").ok().json();
    assertEquals(List.of("deep/b"), names(rows));
    rows =
        Tenor.run("runs", runs, "--filter", "state=finished", "--filter", "fold=0", "--json")
            .json();
    assertEquals(List.of("a", "deep/b"), names(rows));
    rows = Tenor.run("runs", runs, "--sort", "val-ua", "--json").json();
    assertEquals("stopped", names(rows).getLast());
    double last = 2;
    for (JsonNode row : rows) {
      double score = row.get("val_ua").asDouble(-1);
      assertTrue(score <= last, rows.toString());
      last = score;
    }
    String line = Tenor.run("runs", runs, "--sort", "stat").error(ExitCode.USAGE);
    assertTrue(line.contains("did you mean state?"), line);
    assertTrue(
        Tenor.run("runs", runs, "--filter", "x").error(ExitCode.USAGE).contains("KEY=VALUE"));
    Tenor.run("runs", folder.resolve("none")).error(ExitCode.DATA);
  }

  @Test
  void twoRunsAreComparedOnTheSameTestSet() throws IOException {
    Path a = runs.resolve("a");
    Path b = runs.resolve("deep/b");
    JsonNode json = Tenor.run("compare", a, b, "--json").ok().json();
    assertEquals(
        List.of("cmvn"),
        List.copyOf(json.get("settings").propertyStream().map(e -> e.getKey()).toList()));
    JsonNode test = json.at("/tests/0");
    assertEquals(1, test.get("pairs").intValue());
    double difference =
        json.at("/compared/1/wa/mean").doubleValue() - json.at("/compared/0/wa/mean").doubleValue();
    // all speakers have as many utterances, so that the mean over them is that over utterances
    assertEquals(difference, test.at("/wa/meanDifference").doubleValue(), 1e-9);
    String text = Tenor.run("compare", a, b).ok().out();
    assertTrue(text.contains("cmvn") && text.contains("p (McNemar)"), text);
    JsonNode same = Tenor.run("compare", a, a, "--json").ok().json();
    assertEquals(1, same.at("/tests/0/mcNemar/pValue").doubleValue());
    assertEquals(1, same.at("/tests/0/ua/pValue").doubleValue());
  }

  @Test
  void otherTestSetsAreRefusedWithBothNamed() {
    Path a = runs.resolve("a");
    Path other = runs.resolve("other");
    String line = Tenor.run("compare", a, other).error(ExitCode.USAGE);
    assertTrue(line.contains(a + ", fold 0") && line.contains(other + ", fold 1"), line);
    assertTrue(line.contains("were tested on other utterances"), line);
    Tenor.run("compare", a, runs.resolve("stopped")).error(ExitCode.DATA);
    Tenor.run("compare", a).error(ExitCode.USAGE);
    Tenor.run("compare", a, runs.resolve("damaged")).error(ExitCode.DATA);
  }
}
