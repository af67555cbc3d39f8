package dev.tenor.ser.corpus.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Manifests as other programs and systems write them.
final class ForeignManifestTest {
  private static final String JSON =
      "{\"path\": \"d/a.wav\", \"emotion\": \"sad\", \"speaker\": 1}";

  @TempDir Path folder;
  private Manifests in;

  @BeforeEach
  void recordings() throws IOException {
    in = new Manifests(folder).touch("d/a.wav", "d/b c.wav");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "path;emotion;speaker\nd/a.wav;sad;1\n",
        "path\temotion\tspeaker\nd/a.wav\tsad\t1\n",
        "path|emotion|speaker\nd/a.wav|sad|1\n",
        "sep=;\npath;emotion;speaker\nd/a.wav;sad;1\n",
        "\"sep=;\"\r\npath;emotion;speaker\r\nd/a.wav;sad;1\r\n",
        "sep=\t\npath\temotion\tspeaker\nd/a.wav\tsad\t1\n",
        "\uFEFFsep=,\npath,emotion,speaker\nd/a.wav,sad,1\n",
        "path,emotion,speaker\rd/a.wav,sad,1\r",
        "path,emotion,speaker\r\nd/a.wav,sad,1",
        "path,emotion,speaker,\nd/a.wav,sad,1,\n",
        "path,emotion,speaker\nd/a.wav,sad,1,,\n",
        "path,emotion,speaker,,\nd/a.wav,sad,1\n",
        "\"path\";\"emotion, as heard\";\"emotion\";\"speaker\"\nd/a.wav;x;sad;1\n",
        " Path , EMOTION , Speaker \n d/a.wav , sad , 1 \n",
        "Path,Emotion,Speaker ID\nd/a.wav,sad,1\n",
        "path,emotion,Speaker\u00A0ID\u00A0\nd/a.wav,sad,1\n",
        "path,emotion,speaker-id\nd/a.wav,sad,1\n",
        ";;\npath;emotion;speaker\n;;\nd/a.wav;sad;1\n;;\n",
        "path,emotion,speaker\nd/a.wav,sad,1\n,,\n , , \n",
        "path,emotion,speaker\nd\\a.wav,sad,1\n",
        "path,emotion,speaker\n.\\d\\a.wav,sad,1\n",
      })
  void isReadAsIfItWereOurs(String text) throws IOException {
    Listing listing = in.csv(text);
    assertEquals(1, listing.size());
    assertEquals(
        folder.resolve("d/a.wav").toAbsolutePath(), listing.utterances().getFirst().audio());
    assertEquals(List.of("1"), Manifests.speakers(listing));
  }

  @Test
  void utf16IsRead() throws IOException {
    String text = "path\temotion\tspeaker\nd/a.wav\tsad\tJürgen\n";
    assertEquals(List.of("Jürgen"), Manifests.speakers(in.csv(text, StandardCharsets.UTF_16)));
    assertEquals(List.of("Jürgen"), Manifests.speakers(in.csv(text, StandardCharsets.UTF_16LE)));
    String marked = "\uFEFF" + text;
    assertEquals(List.of("Jürgen"), Manifests.speakers(in.csv(marked, StandardCharsets.UTF_16LE)));
    assertEquals(List.of("Jürgen"), Manifests.speakers(in.csv(marked, StandardCharsets.UTF_16BE)));
    String message =
        assertThrows(DataException.class, () -> in.csv(text, StandardCharsets.ISO_8859_1))
            .getMessage();
    assertTrue(message.contains("save the manifest as UTF-8"), message);
  }

  @Test
  void jsonLinesHaveByteOrderMarksAndAnyLineEnds() throws IOException {
    assertEquals(1, in.jsonl("\uFEFF" + JSON).size());
    String other = JSON.replace("a.wav", "b c.wav");
    assertEquals(2, in.jsonl(JSON + "\r\n" + other + "\r\n").size());
    assertEquals(2, in.jsonl(JSON + "\r" + other).size());
    Path file = folder.resolve("x.jsonl");
    Files.write(file, ("\uFEFF" + JSON).getBytes(StandardCharsets.UTF_16LE));
    assertEquals(1, Corpora.byName("jsonl").load(file, LabelMap.FOUR).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"start\": [1,2]|the key 'start' holds [1,2]; write one text or number",
        "\"text\": {\"en\": \"x\"}|the key 'text' holds {\"en\":\"x\"}",
        "\"path\": \"d/b c.wav\"|has a key twice (Duplicate field 'path'); keep one",
        "\"wav\": \"d/b c.wav\"|two keys mean path; keep one",
        "\"text\": \"x\"} {\"path\": \"d/b c.wav\"|has text after its JSON object; write one",
        "\"text\": \"x\"} 7 {|has text after its JSON object",
        "\"text\": \"x\"} what {|is not JSON",
      })
  void jsonLinesThatSayTwoThingsAreRefused(String more, String problem) {
    String bad = JSON.replace("}", ", " + more + "}");
    String message =
        assertThrows(DataException.class, () -> in.jsonl(JSON + "\n" + bad)).getMessage();
    assertTrue(message.contains("x.jsonl: line 2: " + problem), message);
  }

  @Test
  void linesKeepTheirNumbersBehindASeparatorLine() {
    in.refuse("sep=;\npath;emotion;speaker\nd/a.wav;sad;1\nd/b c.wav;;1\n", "line 4", "'emotion'");
  }

  @Test
  void addressesOfFilesArePaths() throws IOException {
    String address = folder.resolve("d/b c.wav").toUri().toString();
    assertTrue(address.contains("%20"));
    Listing listing = in.csv("path,emotion,speaker\n" + address + ",sad,1\n");
    assertEquals(folder.resolve("d/b c.wav"), listing.utterances().getFirst().audio());
    String local = address.replaceFirst("file:/+", "file://localhost/");
    assertEquals(1, in.csv("path,emotion,speaker\n" + local + ",sad,1\n").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "https://example.org/a.wav download",
        "s3://bucket/a.wav download",
        "file://server/share/a.wav file:///",
        "file:a.wav file:///",
        "file:///a%zz.wav file",
      })
  void otherAddressesAreRefused(String path, String advice) {
    in.refuse("path,emotion,speaker\n" + path + ",sad,1\n", "line 2", path, advice);
  }

  @Test
  void accentsMaySpellDifferentlyOnDisk() throws IOException {
    String composed = Normalizer.normalize("Jürgen/dé.wav", Normalizer.Form.NFC);
    String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
    in.touch("one/" + decomposed, "two/" + composed);
    Listing listing =
        in.csv("path,emotion,speaker\none/" + composed + ",sad,1\ntwo/" + decomposed + ",sad,2\n");
    assertEquals("one/" + composed, listing.utterances().getFirst().key());
    assertTrue(listing.utterances().stream().allMatch(u -> Files.exists(u.audio())));
  }

  @Test
  void aFileWithoutAHeaderIsToldSo() {
    in.refuse(
        "d/a.wav,sad,1\nd/b c.wav,sad,1\n", "no header", "d/a.wav, sad, 1", "path,emotion,speaker");
    in.refuse("d/a.wav,sad,1\n", "no header");
    in.refuse(JSON + "\n", "holds JSON lines", "corpus jsonl");
    in.refuse("path,emotion,emotion,speaker\nd/a.wav,sad,sad,1\n", "'emotion' and 'emotion' both");
    in.refuse("path,emotion,speaker\nd/a.wav,sad,1,x\n", "line 2: has 4 fields, the header has 3");
  }

  @Test
  @Timeout(20)
  void pipesAreRead() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(makesPipe(pipe), "mkfifo is not there");
    Path here = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath());
    for (String text :
        List.of(
            "path,emotion,speaker\n" + here + "/d/a.wav,sad,1\n",
            JSON.replace("d/a", here + "/d/a"))) {
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(() -> {
            try {
              Files.writeString(pipe, text);
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          });
      String corpus = text.startsWith("{") ? "jsonl" : "csv";
      Listing listing = Corpora.byName(corpus).load(pipe, LabelMap.FOUR);
      assertEquals(
          folder.resolve("d/a.wav").toAbsolutePath(), listing.utterances().getFirst().audio());
      writer.get(5, TimeUnit.SECONDS);
    }
  }

  private static boolean makesPipe(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException _) {
      return false; // the test is skipped
    }
  }
}
