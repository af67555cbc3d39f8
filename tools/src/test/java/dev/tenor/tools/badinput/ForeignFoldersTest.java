package dev.tenor.tools.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders and manifests as they lie on real disks: what is left out is said once, the rest is
/// answered.
final class ForeignFoldersTest {
  @TempDir static Path folder;

  private static TinyRun tiny;
  private static Path mixed;

  @BeforeAll
  static void trainOnce() throws IOException {
    tiny = TinyRun.in(folder).trained();
    mixed = Files.createDirectories(folder.resolve("mixed"));
    Files.copy(tiny.clip(), mixed.resolve("a.wav"));
    Files.createFile(mixed.resolve("b.wma"));
    Files.createFile(mixed.resolve("c.AMR"));
    Files.createSymbolicLink(mixed.resolve("loop"), mixed);
    Files.createSymbolicLink(mixed.resolve("gone.wav"), mixed.resolve("no.wav"));
    Files.createDirectories(mixed.resolve("lost+found"));
  }

  private static void assertTold(String err) {
    assertEquals(1, count(err, ".amr 1, .wma 1"), err);
    assertEquals(1, count(err, "loops of links: 1 (loop)"), err);
    assertEquals(1, count(err, "links that lead nowhere: 1 (gone.wav)"), err);
    assertEquals(1, count(err, "lost+found"), err);
    err.lines().forEach(Outcome::assertClear);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void predictAndFeaturesAnswerTheRest() throws IOException {
    Outcome predict = Outcome.of("predict", "--quiet", "--json", "--model", tiny.model(), mixed);
    assertEquals(0, predict.code(), predict::err);
    assertEquals(1, predict.json().size());
    assertTold(predict.err());
    Outcome features =
        Outcome.of("features", "--quiet", mixed, "--out", folder.resolve("mixed.csv"));
    assertEquals(0, features.code(), features::err);
    assertTold(features.err());
  }

  @Test
  void aFolderOfOtherFormatsOnlyNamesThem() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.createFile(other.resolve("b.wma"));
    Outcome outcome =
        Outcome.of("features", "--quiet", other, "--out", folder.resolve("other.csv"));
    assertEquals(Outcome.DATA, outcome.code());
    assertTrue(outcome.err().contains(".wma 1"), outcome.err());
    assertTrue(outcome.err().contains("no audio file in this folder"), outcome.err());
  }

  /// Speaker 1 is also `S01`, speaker 2 also `s02`, and so on.
  private static Path manifest() throws IOException {
    StringBuilder rows = new StringBuilder("path;emotion;speaker;start;end;mood\n");
    for (String row : TinyRun.rows(1, 4).lines().toList()) {
      String[] fields = row.split(",");
      String same = fields[0] + ";" + fields[1] + ";";
      rows.append(same).append(fields[2]).append(";0;0.6;x\n");
      rows.append(same).append("S0").append(fields[2]).append(";0.6;;x\n");
    }
    return Files.writeString(folder.resolve("segments.csv"), rows);
  }

  @Test
  void scanAuditExportAndTrainSayWhichSpeakersLookAlike() throws IOException {
    Path csv = manifest();
    Outcome scan = Outcome.of("corpus", "scan", csv, "--quiet", "--json");
    assertEquals(0, scan.code(), scan::err);
    JsonNode json = scan.json();
    assertEquals(64, json.get("utterances").intValue());
    assertEquals(2, json.get("notes").size(), scan.out());
    assertTrue(json.get("notes").toString().contains("'1' = 'S01'"), scan.out());
    assertTrue(Outcome.of("corpus", "scan", csv, "--quiet").out().contains("'1' = 'S01'"));
    Outcome audit = Outcome.of("audit", csv, "--quiet");
    assertEquals(1, count(audit.err(), "'1' = 'S01'"), audit.err());
    assertEquals(1, count(audit.err(), "not used: mood"), audit.err());
    Path out = folder.resolve("exported.jsonl");
    Outcome export = Outcome.of("corpus", "export", csv, "--out", out);
    assertEquals(0, export.code(), export::err);
    assertEquals(64, Files.readAllLines(out).size());
    Path run = folder.resolve("alike");
    Outcome train = Outcome.of(TinyRun.train("--corpus", "jsonl", "--data", out, "--out", run));
    assertEquals(0, train.code(), train::err);
    assertTrue(train.out().contains("look alike"), train.out());
    String readme = Files.readString(run.resolve("README.md"));
    assertTrue(readme.contains("look alike"), readme);
    assertTrue(!readme.contains("no speaker is shared"), readme);
  }

  @Test
  void aTableThatIsNoManifestIsExplained() throws IOException {
    Path csv = Files.writeString(folder.resolve("headless.tsv"), "a.wav\tsad\t1\nb.wav\tsad\t1\n");
    Outcome.of("corpus", "scan", csv).refused(Outcome.DATA, List.of("headless.tsv", "no header"));
  }
}
