package dev.tenor.tools.badinput;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that go on after their corpus was changed, moved or found damaged.
class ChangedCorpusTest {
  private static final String HEADER = "path,emotion,speaker\n";

  @TempDir static Path folder;
  private static TinyRun tiny;
  private static Path manifest;

  @BeforeAll
  static void render() throws IOException {
    tiny = TinyRun.in(folder);
    manifest = folder.resolve("corpus.csv");
  }

  private static Outcome train(Path data, Path out, Object... more) {
    Object[] args = TinyRun.train("--corpus", "csv", "--data", data, "--out", out);
    Object[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Outcome.of(all);
  }

  /// How many utterances the lines of a split count in all.
  private static int utterances(JsonNode lines) {
    Matcher counts = Pattern.compile("(\\d+) utterances").matcher(lines.toString());
    return counts.results().mapToInt(found -> Integer.parseInt(found.group(1))).sum();
  }

  private static Outcome resume(Path out, Object... more) {
    Object[] all = {"train", "--quiet", "--resume", "--out", out};
    all = Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, all, all.length - more.length, more.length);
    return Outcome.of(all);
  }

  /// A run that was stopped after its last epoch and before its model was written.
  private static Path unfinished(String name) throws IOException {
    Files.writeString(manifest, HEADER + TinyRun.rows(1, 4));
    Path run = folder.resolve(name);
    assertEquals(0, train(manifest, run).code());
    Files.delete(run.resolve("README.md"));
    Files.delete(run.resolve("model.safetensors"));
    return run;
  }

  @Test
  void anotherLabelIsRefused() throws IOException {
    Path run = unfinished("labels");
    SortedMap<Path, String> before = Folder.content(run);
    String rows = TinyRun.rows(1, 4).replaceFirst("happy_00.wav,happy", "happy_00.wav,sad");
    Files.writeString(manifest, HEADER + rows);
    resume(run)
        .refused(
            Outcome.DATA,
            List.of(run.resolve("utterances.csv").toString(), "happy_00.wav", "was happy, is sad"));
    assertEquals(before, Folder.content(run));
  }

  @Test
  void anotherNameOfASpeakerIsRefused() throws IOException {
    Path run = unfinished("speakers");
    Files.writeString(manifest, HEADER + TinyRun.rows(1, 4).replaceAll(",3\n", ",5\n"));
    Outcome outcome = resume(run);
    assertEquals(Outcome.DATA, outcome.code(), outcome::toString);
    assertTrue(outcome.err().contains("has changed"), outcome::err);
  }

  @Test
  void otherAudioIsRefused() throws IOException {
    Path run = unfinished("audio");
    Path clip = tiny.corpus().resolve("speaker_02/sad_01.wav");
    byte[] whole = Files.readAllBytes(clip);
    try {
      Files.copy(tiny.clip(), clip, StandardCopyOption.REPLACE_EXISTING);
      resume(run).refused(Outcome.DATA, List.of("speaker_02/sad_01.wav: holds other audio"));
      Files.writeString(clip, "gone");
      resume(run).refused(Outcome.DATA, List.of(clip.toString()));
    } finally {
      Files.write(clip, whole);
    }
    assertEquals(0, resume(run).code());
  }

  @Test
  void aCorpusThatHasMovedIsFoundWithData() throws IOException {
    Path run = unfinished("moved");
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere")).resolve("list.csv");
    Files.writeString(elsewhere, HEADER + TinyRun.rows(1, 4));
    Files.delete(manifest);
    Path link = elsewhere.resolveSibling("corpus");
    Files.createSymbolicLink(link, tiny.corpus());
    resume(run).refused(Outcome.DATA, List.of(manifest.toString()));
    Outcome outcome = resume(run, "--data", elsewhere);
    assertEquals(0, outcome.code(), outcome::err);
    JsonNode config = Json.mapper().readTree(Files.readAllBytes(run.resolve("config.json")));
    assertEquals(elsewhere.toString(), config.get("corpora").get(0).get("data").asText());
    assertEquals(0, resume(run).code(), "it is found without --data from now on");
  }

  @Test
  void aFinishedRunIsNeverRewritten() throws IOException {
    Files.writeString(manifest, HEADER + TinyRun.rows(1, 4));
    Path run = folder.resolve("finished");
    assertEquals(0, train(manifest, run).code());
    SortedMap<Path, String> before = Folder.content(run);
    assertEquals(0, resume(run).code());
    assertEquals(before, Folder.content(run));
    Files.writeString(manifest, HEADER + TinyRun.rows(1, 4).replaceFirst(",sad,", ",angry,"));
    resume(run).refused(Outcome.DATA, List.of("was sad, is angry"));
    assertEquals(before, Folder.content(run));
  }

  @Test
  void aRunThatEndedBeforeItsFirstEpochCanBeTakenOver() throws IOException {
    Files.writeString(manifest, HEADER + TinyRun.rows(1, 4));
    Path clip = tiny.corpus().resolve("speaker_03/happy_01.wav");
    byte[] whole = Files.readAllBytes(clip);
    Path run = folder.resolve("taken over");
    try {
      Files.write(clip, new byte[] {1, 2, 3});
      train(manifest, run).refused(Outcome.DATA, List.of(clip.toString()));
      resume(run).refused(Outcome.DATA, List.of(clip.toString()));
      train(manifest, run, "--seed", 9).refused(Outcome.DATA, List.of(clip.toString()));
    } finally {
      Files.write(clip, whole);
    }
    assertEquals(0, train(manifest, run, "--seed", 4).code());
    JsonNode metrics = Json.mapper().readTree(Files.readAllBytes(run.resolve("metrics.json")));
    assertEquals(4, metrics.get("seed").asInt());
  }

  @Test
  void whatCannotBeReadIsSkippedWhenAskedForAndListed() throws IOException {
    Files.writeString(manifest, HEADER + TinyRun.rows(1, 4));
    Path clip = tiny.corpus().resolve("speaker_01/happy_01.wav");
    byte[] whole = Files.readAllBytes(clip);
    Path run = folder.resolve("skipped");
    try {
      Files.write(clip, new byte[] {1, 2, 3});
      Outcome outcome = train(manifest, run, "--skip-unreadable");
      assertEquals(0, outcome.code(), outcome::err);
      JsonNode metrics = Json.mapper().readTree(Files.readAllBytes(run.resolve("metrics.json")));
      assertEquals(1, metrics.get("skipped").size());
      assertTrue(metrics.get("skipped").has("corpus/speaker_01/happy_01.wav"), metrics::toString);
      assertEquals(31, utterances(metrics.get("split")), "audited and counted is what was heard");
      String listed = Files.readString(run.resolve("utterances.csv"));
      assertTrue(listed.contains("skipped: " + clip), listed);
      assertTrue(Files.readString(run.resolve("README.md")).contains("left out"));
      for (String side : List.of("train", "val", "test")) {
        boolean here = listed.contains("corpus/speaker_01/happy_01.wav," + side + ",");
        Outcome evaluated = Outcome.of("evaluate", run, "--side", side);
        String told = "could not read and left out: 1, in this subset " + (here ? 1 : 0);
        assertTrue(evaluated.out().contains(told), evaluated::out);
      }
      JsonNode scores = Json.mapper().readTree(Outcome.of("evaluate", run, "--json").out());
      assertEquals(metrics.get("skipped"), scores.get("skipped"));
      Files.delete(run.resolve("README.md"));
      byte[] model = Files.readAllBytes(run.resolve("model.safetensors"));
      assertEquals(0, resume(run).code(), "it goes on as it began");
      assertArrayEquals(model, Files.readAllBytes(run.resolve("model.safetensors")));
    } finally {
      Files.write(clip, whole);
    }
    Files.delete(run.resolve("README.md"));
    resume(run).refused(Outcome.DATA, List.of("happy_01.wav: holds other audio"));
    assertFalse(Files.exists(run.resolve("README.md")));
  }
}
