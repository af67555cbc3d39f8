package dev.tenor.tools.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Corpora that are incomplete, mislabelled or cannot be split as asked.
final class BadCorpusTest {
  @TempDir static Path folder;

  private static TinyRun tiny;

  @BeforeAll
  static void trainOnce() throws IOException {
    tiny = TinyRun.in(folder).trained();
  }

  /// @param words that the message holds
  private record Case(String name, String manifest, String... words) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Case> manifests() {
    String header = "path,emotion,speaker\n";
    String missing = TinyRun.rows(1, 2).replace("speaker_02/sad_01", "speaker_02/gone");
    return Stream.of(
        new Case("empty", "", "is empty"),
        new Case("header alone", header, "no utterance"),
        new Case("missing file", header + missing, "speaker_02/gone.wav", "relative to"),
        new Case(
            "unknown label",
            header + TinyRun.rows(1, 2).replace(",sad,", ",melancholy,"),
            "melancholy=4",
            "'label='"),
        new Case(
            "missing column",
            header.replace("speaker", "who") + TinyRun.rows(1, 2),
            "no column 'speaker'",
            "required"),
        new Case(
            "short line",
            header + TinyRun.rows(1, 2) + "corpus/a.wav,sad\n",
            "line 18",
            "2 fields"),
        new Case(
            "empty field",
            header + TinyRun.rows(1, 2) + "corpus/a.wav,,1\n",
            "line 18",
            "'emotion'"),
        new Case(
            "repeated file", header + TinyRun.rows(1, 2) + TinyRun.rows(1, 1), "line 18", "line 2"),
        new Case("quote left open", header + "\"corpus/a.wav,sad,1\n", "CSV"),
        new Case("a NUL in a path", header + "a\0b.wav,sad,1\n", "line 2"));
  }

  private static Stream<Case> splits() {
    String header = "path,emotion,speaker\n";
    String onlyHappy =
        TinyRun.rows(1, 4)
            .lines()
            .filter(l -> !l.contains("angry") || l.endsWith(",1"))
            .reduce("", (a, b) -> a + b + "\n");
    return Stream.of(
        new Case("one speaker", header + TinyRun.rows(1, 1), "at least 2 speakers", "add speakers"),
        new Case("class of one speaker", header + onlyHappy, "'angry'", "absent from training"));
  }

  @ParameterizedTest
  @MethodSource({"manifests", "splits"})
  void trainRefusesTheManifest(Case bad) throws IOException {
    Path manifest = write(bad);
    SortedMap<Path, String> before = Folder.content(folder);
    List<String> words = new ArrayList<>(List.of(bad.words()));
    words.add(bad.name().contains("speaker") ? "protocol" : manifest.toString());
    int refused = 0;
    for (int fold = 0; fold < 4; fold++) {
      Object[] train =
          TinyRun.train(
              "--corpus",
              "csv",
              "--data",
              manifest,
              "--fold",
              fold,
              "--json",
              "--out",
              folder.resolve("new"));
      Outcome outcome = Outcome.of(train);
      if (outcome.code() != 0) {
        outcome.refused(Outcome.DATA, words);
        assertEquals("", outcome.out());
        assertEquals(before, Folder.content(folder));
        refused++;
        break;
      }
      delete(folder.resolve("new"));
    }
    assertEquals(1, refused, "some fold is refused");
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void evaluateRefusesTheManifest(Case bad) throws IOException {
    Path manifest = write(bad);
    List<String> words = new ArrayList<>(List.of(bad.words()));
    words.add(manifest.toString());
    Outcome.of("evaluate", tiny.model(), "--corpus", "csv", "--data", manifest)
        .refused(Outcome.DATA, words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ravdess", "emodb", "synthetic", "csv"})
  void aFolderWithoutAudioIsRefused(String corpus) throws IOException {
    Path silent = Files.createDirectories(folder.resolve("silent"));
    Path absent = folder.resolve("absent");
    SortedMap<Path, String> before = Folder.content(folder);
    for (Path data : List.of(silent, absent)) {
      Object[] train =
          TinyRun.train("--corpus", corpus, "--data", data, "--out", folder.resolve("new"));
      Outcome.of(train).refused(Outcome.DATA, List.of(data.toString()));
      Outcome.of("evaluate", tiny.model(), "--corpus", corpus, "--data", data)
          .refused(Outcome.DATA, List.of(data.toString()));
    }
    assertEquals(before, Folder.content(folder));
  }

  @Test
  void unreadableRecordingsAreCountedAndTheFirstAreNamed() throws IOException {
    StringBuilder manifest = new StringBuilder("path,emotion,speaker\n" + TinyRun.rows(1, 4));
    for (int i = 0; i < 7; i++) {
      Files.write(folder.resolve("text" + i + ".wav"), new byte[] {'h', 'i'});
      manifest.append("text").append(i).append(".wav,sad,1\n");
    }
    Path csv = Files.writeString(folder.resolve("texts.csv"), manifest);
    List<String> words =
        List.of("7 of 39", "text0.wav", "text4.wav", "2 more", "name the recording");
    Path out = folder.resolve("new");
    Object[] train = TinyRun.train("--corpus", "csv", "--data", csv, "--out", out);
    Outcome.of(train).refused(Outcome.DATA, words);
    assertFalse(Files.exists(out.resolve("model.safetensors")));
    Outcome.of("evaluate", tiny.model(), "--quiet", "--corpus", "csv", "--data", csv)
        .refused(Outcome.DATA, words);
    delete(out);
  }

  private static Path write(Case bad) throws IOException {
    return Files.writeString(
        folder.resolve("manifest.csv"), bad.manifest(), StandardCharsets.UTF_8);
  }

  private static void delete(Path run) throws IOException {
    for (Path file : Folder.content(run).reversed().keySet()) {
      Files.delete(file);
    }
  }
}
