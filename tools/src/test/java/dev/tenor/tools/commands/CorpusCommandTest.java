package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.corpus.SyntheticConfig;
import dev.tenor.ser.corpus.SyntheticRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void whatIsNoCorpusIsToldSo() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    String line = Tenor.run("corpus", "scan", empty).error(ExitCode.DATA);
    assertTrue(line.contains("no corpus that is known"), line);
    line = Tenor.run("corpus", "scan", empty, "--corpus", "tess").error(ExitCode.DATA);
    assertTrue(line.contains("tess expects OAF_back_angry.wav"), line);
    Tenor.run("corpus").error(ExitCode.USAGE);
  }
}
