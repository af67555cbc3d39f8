package dev.tenor.tools.commands;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two manifests and a folder in one run: `first.csv` with other words for the emotions and no sad
/// speech, `second.csv` whose column says that it is the corpus `berlin`, and a synthetic corpus.
final class SeveralCorporaCommandTest {
  private static final String TINY =
      "--preset paper --seconds 2 --n-fft 512 --win-length 512 --n-mels 20 --channels 4,8,8"
          + " --pooling 2,3,3 --dropout 0,0,0 --lstm-hidden 8 --heads 2 --depth 1 --hidden 8 --epochs 1 --batch 8"
          + " --patience 0 --threads 2 --no-cache --quiet";

  @TempDir static Path folder;
  private static Path first;
  private static Path second;
  private static Path third;

  @BeforeAll
  static void render() throws IOException {
    first = manifest("first", 6, "path,emotion,speaker\n", "", List.of("neu", "joy", "ang"));
    second =
        manifest(
            "second",
            7,
            "path,emotion,speaker,corpus\n",
            ",berlin",
            List.of("neutral", "happiness", "anger", "sadness"));
    third = folder.resolve("third");
    SyntheticRenderer.render(third, new SyntheticConfig(8, 3, 1), 2, _ -> {});
  }

  private static Path manifest(
      String name, int seed, String header, String more, List<String> words) throws IOException {
    Path corpus = folder.resolve(name);
    SyntheticRenderer.render(corpus, new SyntheticConfig(seed, 4, 2), 2, _ -> {});
    List<String> emotions = List.of("neutral", "happy", "angry", "sad");
    StringBuilder rows = new StringBuilder(header);
    for (int speaker = 1; speaker <= 4; speaker++) {
      for (int k = 0; k < words.size(); k++) {
        for (int i = 0; i < 2; i++) {
          String file =
              String.format(
                  Locale.ROOT, "%s/speaker_%02d/%s_%02d.wav", name, speaker, emotions.get(k), i);
          rows.append(file + "," + words.get(k) + "," + speaker + more + "\n");
        }
      }
    }
    return Files.writeString(folder.resolve(name + ".csv"), rows);
  }

  private static Object[] args(String command, Object... more) {
    List<Object> args = new ArrayList<>(List.of(command.split(" ")));
    args.addAll(List.of("--corpus", "csv", "--data", first, "--corpus", "csv", "--data", second));
    args.addAll(List.of(more));
    args.addAll(List.of(TINY.split(" ")));
    return args.toArray();
  }

  @Test
  void trainsEvaluatesAndResumes() throws IOException {
    Path run = folder.resolve("run");
    Tenor tenor = Tenor.run(args("train", "--share", "first=0.25", "--out", run)).ok();
    assertTrue(tenor.out().contains("test by corpus:"), tenor.out());
    assertTrue(tenor.out().contains("  first (6, has no sad) "), tenor.out());
    assertTrue(tenor.out().contains("  berlin (8) "), tenor.out());
    JsonNode metrics = Json.mapper().readTree(run.resolve("metrics.json").toFile());
    assertEquals("first+berlin", metrics.get("corpus").asText());
    assertEquals("[\"sad\"]", metrics.at("/by_corpus/first/lacking_classes").toString());
    assertTrue(metrics.at("/by_corpus/first/restricted/ua").isNumber());
    assertTrue(metrics.get("test_speakers_unseen").asBoolean());
    String speakers = Files.readString(run.resolve("utterances.csv"));
    assertTrue(speakers.contains(",first/1,") && speakers.contains(",berlin/1,"), speakers);
    JsonNode config = Json.mapper().readTree(run.resolve("config.json").toFile());
    assertEquals(0.25, config.at("/shares/first").asDouble());
    JsonNode again = Tenor.run("evaluate", run, "--json", "-q").ok().json();
    assertEquals(metrics.at("/by_corpus/first"), again.at("/by_corpus/first"));
    JsonNode others =
        Tenor.run(
                "evaluate",
                run,
                "--corpus",
                "synthetic",
                "--data",
                third,
                "--corpus",
                "csv",
                "--data",
                second,
                "--json",
                "-q")
            .ok()
            .json();
    assertEquals(12, others.at("/by_corpus/synthetic/utterances").asInt());
    assertEquals(32, others.at("/by_corpus/berlin/utterances").asInt());
    assertTrue(others.get("speakers").asText().contains("a part of berlin"), others.toString());
    Tenor.run("train", "--resume", "--out", run, "--data", first, "--data", second, "-q").ok();
    String line =
        Tenor.run("train", "--resume", "--out", run, "--data", first, "-q").error(ExitCode.USAGE);
    assertTrue(line.contains("the run has 2 corpora (first, berlin), 1 places are given"), line);
  }

  @Test
  void aTestCorpusIsTestedWholly() throws IOException {
    Path run = folder.resolve("cross");
    Tenor.run(args("train", "--test-corpus", "synthetic", "--test-data", third, "--out", run)).ok();
    JsonNode metrics = Json.mapper().readTree(run.resolve("metrics.json").toFile());
    assertEquals("synthetic", metrics.get("tested").asText());
    assertEquals(12, metrics.at("/test/utterances").asInt());
    assertEquals(6 + 8, metrics.at("/val/utterances").asInt(), "a quarter of the speakers");
    assertTrue(
        Files.readString(run.resolve("README.md")).contains("first+berlin, tested on synthetic"));
  }

  @Test
  void experimentsReportByCorpus() throws IOException {
    Path out = folder.resolve("folds");
    Object[] args = args("experiment folds", "--folds", "0", "--seeds", "1,2", "--out", out);
    Tenor text = Tenor.run(args).ok();
    assertTrue(text.out().contains("UA of its classes"), text.out());
    List<String> table = Files.readAllLines(out.resolve("tables/by-corpus.csv"));
    assertEquals(3, table.size(), table.toString());
    assertTrue(table.getLast().contains(",first,2,") && table.getLast().contains(",sad,"));
    List<Object> again = new ArrayList<>(List.of(args));
    again.add("--json");
    JsonNode json = Tenor.run(again.toArray()).ok().json();
    assertEquals("berlin", json.at("/byCorpus/0/corpus").asText());
    assertEquals("[\"sad\"]", json.at("/byCorpus/1/lacking").toString());
  }

  @Test
  void auditTakesSeveral() throws IOException {
    Tenor tenor =
        Tenor.run(
                "audit",
                first,
                third,
                "--protocol",
                "speaker-2",
                "--protocol",
                "speaker",
                "--test-corpus",
                "csv",
                "--test-data",
                second,
                "-q")
            .ok();
    assertTrue(tenor.out().contains("protocol speaker-2+speaker (each corpus"), tenor.out());
    assertTrue(tenor.out().contains("first+synthetic+berlin: 68 utterances, 11 speakers"));
    assertTrue(tenor.out().matches("(?s).*speakers +none +none +none.*"), tenor.out());
    String line = Tenor.run("audit", first, third, "--corpus", "csv", "-q").error(ExitCode.USAGE);
    assertTrue(line.contains("1 --corpus for 2 paths"), line);
  }

  @Test
  void whatDoesNotFitIsNamed() throws IOException {
    usage("2 --corpus and 3 --data", "--data", third);
    usage("--corpus emodb needs --data", "--corpus", "emodb");
    usage(
        "3 --protocol for 2 corpora",
        "--protocol",
        "speaker",
        "--protocol",
        "paper",
        "--protocol",
        "loso");
    usage("share of second: there is no such corpus", "--share", "second=0.5");
    usage("--share half is neither", "--share", "half");
    usage("3 --share for 2 corpora", "--share", "0.2", "--share", "0.2", "--share", "0.6");
    usage("is given for two corpora", "--test-corpus", "csv", "--test-data", second);
    usage("--test-corpus csv needs --test-data", "--test-corpus", "csv");
    usage("--test-corpus synthetic needs --test-data", "--test-corpus", "synthetic");
    Path odd = folder.resolve("odd.csv");
    Files.writeString(odd, Files.readString(first).replace(",joy,", ",jolly,"));
    String line =
        Tenor.run(
                "train",
                "--corpus",
                "csv",
                "--data",
                odd,
                "--corpus",
                "csv",
                "--data",
                second,
                "--labels",
                "six",
                "-q")
            .error(ExitCode.DATA);
    assertTrue(line.contains("odd.csv: unknown labels with their counts {jolly=8}"), line);
    assertFalse(Files.exists(folder.resolve("none")));
  }

  private static void usage(String expected, Object... more) {
    Object[] all = args("train", more);
    List<Object> args = new ArrayList<>(List.of(all));
    args.addAll(List.of("--out", folder.resolve("none")));
    String line = Tenor.run(args.toArray()).error(ExitCode.USAGE);
    assertTrue(line.contains(expected), line);
  }
}
