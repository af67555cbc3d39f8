package dev.tenor.tools.badinput;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Run folders that are damaged or do not fit, and places that cannot be written.
final class BadRunTest {
  @TempDir static Path folder;

  private static TinyRun tiny;

  @BeforeAll
  static void trainOnce() throws IOException {
    tiny = TinyRun.in(folder).trained();
  }

  private static Object[] train(Path out) {
    return TinyRun.train("--corpus", "synthetic", "--data", tiny.corpus(), "--out", out);
  }

  private static Outcome resume(Path out) {
    return Outcome.of("train", "--quiet", "--resume", "--out", out);
  }

  /// A copy of the run, to be damaged.
  private static Path copy(String name) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(name));
    for (String file :
        List.of("config.json", "split.json", "checkpoint.safetensors", "model.safetensors")) {
      Files.copy(tiny.run().resolve(file), copy.resolve(file));
    }
    return copy;
  }

  /// Permissions do not stop everybody (root), but nobody makes a folder below a file.
  @ParameterizedTest
  @ValueSource(strings = {"corpus/speaker_01/sad_00.wav/run", "corpus/speaker_01/sad_00.wav"})
  void aPlaceWhereNoFolderCanBeIsRefused(String place) throws IOException {
    Path out = folder.resolve(place);
    SortedMap<Path, String> before = Folder.content(folder);
    Outcome.of(train(out)).refused(Outcome.FAILED, List.of(out.toString(), "choose another"));
    if (place.endsWith("run")) {
      Path features = out.resolve("f.npy");
      Outcome.of("features", "-q", tiny.clip(), "--out", features)
          .refused(Outcome.FAILED, List.of(features.toString(), "choose another"));
    }
    assertEquals(before, Folder.content(folder));
  }

  @Test
  void aRunIsNotOverwritten() throws IOException {
    SortedMap<Path, String> before = Folder.content(folder);
    Outcome.of(train(tiny.run()))
        .refused(Outcome.DATA, List.of(tiny.run().toString(), "holds a run already", "--resume"));
    assertEquals(before, Folder.content(folder));
  }

  @Test
  void onlyARunCanBeResumed() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    for (Path out : List.of(empty, folder.resolve("absent"), tiny.clip())) {
      resume(out).refused(Outcome.DATA, List.of(out.toString(), "no run", "--resume"));
      Outcome.of("evaluate", "-q", empty).refused(Outcome.DATA, List.of(empty.toString()));
    }
    Outcome.of("train", "--resume", "--out", tiny.run(), "--seed", 7)
        .refused(Outcome.USAGE, List.of("leave out --seed"));
    Outcome.of("train", "--resume").refused(Outcome.USAGE, List.of("--resume needs --out"));
  }

  @Test
  void aRunWhoseCorpusHasChangedIsNotResumed() throws IOException {
    Path manifest = folder.resolve("corpus.csv");
    String rows = "path,emotion,speaker\n" + TinyRun.rows(1, 4);
    Files.writeString(manifest, rows);
    Path run = folder.resolve("run of a manifest");
    Outcome started =
        Outcome.of(TinyRun.train("--corpus", "csv", "--data", manifest, "--out", run));
    assertEquals(0, started.code(), started::err);
    SortedMap<Path, String> before = Folder.content(run);
    String fewer = rows.substring(0, rows.lastIndexOf("corpus/"));
    String moved = rows.replaceAll("(speaker_03/.*),3\n", "$1,4\n");
    for (String changed : List.of(fewer, moved)) {
      Files.writeString(manifest, changed);
      resume(run)
          .refused(Outcome.DATA, List.of(run.resolve("split.json").toString(), "has changed"));
      assertEquals(before, Folder.content(run));
    }
    Files.writeString(manifest, fewer);
    Outcome.of("evaluate", "-q", run).refused(Outcome.DATA, List.of("split", "corpus"));
    Files.writeString(manifest, rows);
    assertEquals(0, resume(run).code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{\"corpus\": \"synthetic\"}"})
  void damagedSettingsAreNamed(String json) throws IOException {
    Path run = copy("settings " + json.length() + json.hashCode());
    Path config = Files.writeString(run.resolve("config.json"), json);
    resume(run).refused(Outcome.DATA, List.of(config.toString()));
    Outcome.of("evaluate", "-q", run).refused(Outcome.DATA, List.of(config.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"format\": \"tenor-split-1\", \"utterances\": {}}"})
  void aDamagedSplitIsNamed(String json) throws IOException {
    Path run = copy("split " + json.length() + json.hashCode());
    Path split = Files.writeString(run.resolve("split.json"), json);
    resume(run).refused(Outcome.DATA, List.of(split.toString()));
    Outcome.of("evaluate", "-q", run).refused(Outcome.DATA, List.of(split.toString()));
  }

  @Test
  void aDamagedCheckpointIsNamedAndKept() throws IOException {
    byte[] whole = Files.readAllBytes(tiny.run().resolve("checkpoint.safetensors"));
    byte[] model = Files.readAllBytes(tiny.model());
    List<byte[]> damaged = List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2), model);
    for (int i = 0; i < damaged.size(); i++) {
      Path run = copy("checkpoint " + i);
      Path checkpoint = Files.write(run.resolve("checkpoint.safetensors"), damaged.get(i));
      resume(run).refused(Outcome.DATA, List.of(checkpoint.toString()));
      assertArrayEquals(damaged.get(i), Files.readAllBytes(checkpoint));
    }
  }

  @Test
  void aRunWithoutItsModelIsNoModel() throws IOException {
    Path run = copy("no model");
    Files.delete(run.resolve("model.safetensors"));
    String missing = run.resolve("model.safetensors").toString();
    Outcome.of("info", run).refused(Outcome.DATA, List.of(missing));
    Outcome.of("predict", "-m", run, tiny.clip()).refused(Outcome.DATA, List.of(missing));
  }
}
