package dev.tenor.tools.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Recordings that cannot be read, are endless or have strange names.
final class BadRecordingTest {
  private static final int LONG = 60;

  @TempDir static Path folder;

  private static TinyRun tiny;

  @BeforeAll
  static void trainOnce() throws IOException {
    tiny = TinyRun.in(folder).trained();
  }

  private record Case(String name, byte[] bytes, String word) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Case> unreadable() throws IOException {
    byte[] clip = Files.readAllBytes(tiny.clip());
    byte[] half = Arrays.copyOf(clip, clip.length / 2);
    byte[] text = "To be or not to be".getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        new Case("empty", new byte[0], "empty"),
        new Case("one byte", new byte[] {'R'}, "format"),
        new Case("header cut", Arrays.copyOf(clip, 20), "damaged or cut short"),
        new Case("samples cut", half, "cut short"),
        new Case("text", text, "name the recording"),
        new Case("no samples", Wav.floats(), "no samples"),
        new Case("NaN samples", Wav.floats(0, 0.5f, Float.NaN, 0), "sample 2 is NaN"),
        new Case("infinite samples", Wav.floats(0, Float.POSITIVE_INFINITY), "sample 1"),
        new Case("no channels", Wav.header(1, 0, 16000, 2, 0), "0 channels"),
        new Case("rate of 0", Wav.header(1, 1, 0, 2, 0), "0 Hz"),
        new Case("rate of 4 GHz", Wav.header(1, 1, -1, 2, 0), "4294967295 Hz"),
        new Case("GSM", Wav.header(0x31, 1, 8000, 1, 0), "GSM 6.10"),
        new Case("4 GB of samples, none there", Wav.header(1, 1, 16000, 2, 1L << 30), "cut short"),
        new Case("FLAC of four bytes", "fLaC".getBytes(StandardCharsets.UTF_8), "FLAC"),
        new Case("Ogg of four bytes", "OggS".getBytes(StandardCharsets.UTF_8), "Ogg"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void predictRefusesIt(Case bad) throws IOException {
    Path file = Files.write(folder.resolve("bad.wav"), bad.bytes());
    SortedMap<Path, String> before = Folder.content(folder);
    Outcome refused =
        Outcome.of("predict", "--quiet", "--json", "--model", tiny.run(), file)
            .refused(Outcome.DATA, List.of(file.toString(), bad.word()));
    JsonNode answer = refused.json().get(0);
    assertEquals(file.toString(), answer.get("file").textValue());
    assertTrue(answer.get("error").textValue().contains(bad.word()), refused::out);
    assertNull(answer.get("emotion"));
    assertEquals(before, Folder.content(folder));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void featuresRefusesItAndWritesNothing(Case bad) throws IOException {
    Path file = Files.write(folder.resolve("bad.wav"), bad.bytes());
    SortedMap<Path, String> before = Folder.content(folder);
    for (String out : List.of("f.npy", "f.csv")) {
      Outcome.of("features", "--quiet", file, "--out", folder.resolve(out))
          .refused(Outcome.DATA, List.of(file.toString(), bad.word()));
    }
    assertEquals(before, Folder.content(folder));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void goodFilesAreAnsweredAmongBadOnes(boolean json) throws IOException {
    Path empty = Files.write(folder.resolve("bad.wav"), new byte[0]);
    Path missing = folder.resolve("missing.wav");
    Path silent = Files.createDirectories(folder.resolve("no audio here"));
    Outcome outcome =
        Outcome.of(
            "predict",
            "-q",
            json ? "--json" : "--threads=1",
            "-m",
            tiny.model(),
            empty,
            tiny.clip(),
            silent,
            missing,
            tiny.clip());
    assertEquals(Outcome.DATA, outcome.code(), outcome::toString);
    assertEquals(3, outcome.problems().size(), outcome::err);
    outcome.problems().forEach(Outcome::assertClear);
    for (Path bad : List.of(empty, missing, silent)) {
      assertTrue(outcome.err().contains(bad.toString()), outcome::err);
    }
    if (json) {
      JsonNode answers = outcome.json();
      assertEquals(5, answers.size());
      assertEquals(
          2, answers.valueStream().filter(a -> a.path("scores").size() == 4).count(), "answers");
    } else {
      assertEquals(3, outcome.out().lines().count(), outcome::out);
    }
  }

  @Test
  void aLongSilenceIsHeardToItsEnd() throws IOException {
    Path file = folder.resolve("silence.wav");
    Wav.sparse(file, LONG);
    Outcome outcome = Outcome.of("predict", "-q", "--json", "-m", tiny.run(), file);
    Files.delete(file);
    assertEquals(0, outcome.code(), outcome::err);
    assertEquals(LONG, outcome.json().get(0).get("seconds").doubleValue());
    assertEquals(LONG, outcome.json().get(0).get("heard_seconds").doubleValue());
  }

  @Test
  void aFileNamedTwiceIsAnsweredTwiceAlike() throws IOException {
    Path clip = tiny.clip();
    Outcome outcome = Outcome.of("predict", "-q", "--json", "-m", tiny.run(), clip, clip);
    assertEquals(0, outcome.code(), outcome::err);
    assertEquals(2, outcome.json().size());
    assertEquals(outcome.json().get(0), outcome.json().get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"with spaces.wav", "Grüße – 音声.wav", "line\nbreak.wav"})
  void strangeNamesAreAnswered(String name) throws IOException {
    String encoding = System.getProperty("sun.jnu.encoding");
    assumeTrue(Charset.forName(encoding).newEncoder().canEncode(name), "names are " + encoding);
    Path odd = Files.createDirectories(folder.resolve("odd"));
    Path file = Files.copy(tiny.clip(), odd.resolve(name));
    Outcome json = Outcome.of("predict", "-q", "--json", "-m", tiny.run(), odd);
    assertEquals(0, json.code(), json::err);
    assertEquals(file.toString(), json.json().get(0).get("file").textValue());
    Outcome table = Outcome.of("predict", "-q", "-m", tiny.run(), file);
    assertEquals(2, table.out().lines().count(), table::out);
    Files.write(file, new byte[0]);
    Outcome refused = Outcome.of("predict", "-q", "--json", "-m", tiny.run(), odd);
    assertEquals(1, refused.err().lines().count(), refused::err);
    assertFalse(refused.json().isEmpty());
    Files.delete(file);
  }

  @Test
  void predictWithoutAFileIsWrongUsage() {
    Outcome.of("predict", "-m", tiny.run()).refused(Outcome.USAGE, List.of("FILE"));
  }
}
