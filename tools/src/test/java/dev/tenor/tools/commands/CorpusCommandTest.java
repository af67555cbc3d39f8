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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CorpusCommandTest {
  @TempDir static Path folder;

  private static Path corpus;

  @BeforeAll
  static void render() throws IOException {
    corpus = folder.resolve("corpus");
    SyntheticRenderer.render(corpus, new SyntheticConfig(5, 3, 2), 2, _ -> {});
  }

  @Test
  void scanRecognisesTheCorpusAndCountsIt() throws IOException {
    JsonNode json = Tenor.run("corpus", "scan", corpus, "--json").ok().json();
    assertEquals("synthetic", json.get("corpus").textValue());
    assertEquals(2, json.get("speakers").get("02").get("sad").intValue());
    assertEquals(24, json.get("sample_rates").get("16000").intValue());
    assertEquals("happy", json.get("label_map").get("happy").textValue());
    assertTrue(json.get("seconds").get("all").get("total").doubleValue() > 10);
    String text = Tenor.run("corpus", "scan", corpus).ok().out();
    assertTrue(text.contains("identical: none\n"), text);
    assertTrue(text.matches("(?s).*\\nall +6 +6 +6 +6 +24\\n.*"), text);
  }

  @Test
  void anExportedManifestIsAsGoodAsTheCorpus() throws IOException {
    Path csv = folder.resolve("x.csv");
    Tenor.run("corpus", "export", corpus, "--out", csv).ok();
    JsonNode json = Tenor.run("corpus", "scan", csv, "--json").ok().json();
    assertEquals("csv", json.get("corpus").textValue());
    assertEquals(24, json.get("utterances").intValue());
    Tenor.run("corpus", "export", corpus, "--out", folder.resolve("x.txt")).error(ExitCode.USAGE);
  }

  @Test
  void auditSaysWhatSidesShareAndWritesThem() throws IOException {
    Path sides = folder.resolve("sides.csv");
    Tenor shared = Tenor.run("audit", corpus, "--protocol", "paper", "--sides", sides).ok();
    assertTrue(shared.out().contains("speakers"), shared.out());
    String pattern = "(?s).*speakers +[0-9.]+, [0-9.]+ % .*majority +25.0 +25.0 .*";
    assertTrue(shared.out().matches(pattern), shared.out());
    List<String> lines = Files.readAllLines(sides);
    assertEquals("path,fold0,fold1,fold2,fold3,fold4", lines.getFirst());
    assertEquals(1, lines.get(1).split(",test", -1).length - 1, lines.get(1));
    JsonNode json = Tenor.run("audit", corpus, "--fold", 1, "--json", "-q").ok().json();
    JsonNode speakers = json.get("overlaps").get("speakers").get("test_in_train");
    assertEquals(0, speakers.get("shared").doubleValue());
    assertEquals("majority", json.get("baselines").get(0).get("name").textValue());
    assertEquals("[]", json.get("absent_classes").toString());
    Path sad = folder.resolve("sad.csv");
    StringBuilder rows = new StringBuilder("path,emotion,speaker,part\n");
    for (String row : List.of("happy_00", "sad_00", "happy_01,val", "sad_01,test")) {
      String name = row.split(",")[0];
      String part = row.contains(",") ? row.split(",")[1] : "train";
      rows.append(corpus.resolve("speaker_01/" + name + ".wav")).append(',');
      rows.append(name, 0, name.indexOf('_')).append(",1,").append(part).append('\n');
    }
    Files.writeString(sad, rows);
    Tenor lacking = Tenor.run("audit", sad, "--protocol", "published", "-q").ok();
    assertTrue(lacking.out().contains("no utterance of neutral, happy, angry on the test set"));
    json = Tenor.run("audit", sad, "--protocol", "published", "--json", "-q").ok().json();
    assertEquals("[\"neutral\",\"happy\",\"angry\"]", json.get("absent_classes").toString());
    Tenor.run("audit", corpus, "--fold", 9).error(ExitCode.USAGE);
    Tenor.run("audit", corpus, "--protocol", "emobox").error(ExitCode.DATA);
  }

  @Test
  void whatIsNoCorpusIsToldSo() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    String line = Tenor.run("corpus", "scan", empty).error(ExitCode.DATA);
    assertTrue(line.contains("not a known corpus"), line);
    line = Tenor.run("corpus", "scan", empty, "--corpus", "tess").error(ExitCode.DATA);
    assertTrue(line.contains("tess expects OAF_back_angry.wav"), line);
    Tenor.run("corpus").error(ExitCode.USAGE);
  }
}
