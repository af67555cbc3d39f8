package dev.tenor.tools.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same experiment in every language, time zone and charset of the system leaves the same
/// files.
class LanguageOfTheSystemTest {
  /// Files with times in them.
  private static final List<String> CLOCKS =
      List.of(
          "history.csv",
          "log.jsonl",
          "events.out.tfevents.tenor",
          "sessions.json",
          "report.html",
          "report.md",
          "environment.csv",
          "environment.md",
          "environment.tex",
          "checkpoint.safetensors");

  private static final Locale LOCALE = Locale.getDefault();
  private static final TimeZone ZONE = TimeZone.getDefault();

  @TempDir static Path folder;
  private static TinyRun tiny;
  private static SortedMap<String, String> expected;

  @BeforeAll
  static void experimentInEnglish() throws IOException {
    tiny = TinyRun.in(folder);
    Locale.setDefault(Locale.ENGLISH);
    expected = experiment("english");
    assertTrue(expected.keySet().stream().anyMatch(name -> name.contains("fold0-seed1")));
  }

  @AfterAll
  static void restore() {
    Locale.setDefault(LOCALE);
    TimeZone.setDefault(ZONE);
  }

  private static Object[] arguments(Path out) {
    Object[] args =
        TinyRun.train(
            "--corpus",
            "synthetic",
            "--data",
            tiny.corpus(),
            "--out",
            out,
            "--seeds",
            "1",
            "--folds",
            "0");
    List<Object> all = new ArrayList<>(List.of(args));
    all.set(0, "folds");
    all.addFirst("experiment");
    return all.toArray();
  }

  private static SortedMap<String, String> experiment(String name) throws IOException {
    Path out = folder.resolve("out").resolve(name);
    Outcome outcome = Outcome.of(arguments(out));
    assertEquals(0, outcome.code(), outcome::err);
    assertFalse(
        Stream.of(outcome.out(), outcome.err())
            .flatMapToInt(String::chars)
            .anyMatch(c -> Character.isDigit(c) && (c < '0' || c > '9')),
        outcome::out);
    return content(out);
  }

  /// Path → content of all files; of what a clock has a part in, the path alone.
  private static SortedMap<String, String> content(Path out) throws IOException {
    SortedMap<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = out.relativize(file).toString();
        boolean clock = CLOCKS.stream().anyMatch(name::endsWith);
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        content.put(name, clock ? "" : bytes);
      }
    }
    return content;
  }

  private static void assertSame(
      SortedMap<String, String> wanted, SortedMap<String, String> actual, String where) {
    assertEquals(wanted.keySet(), actual.keySet(), where);
    wanted.forEach(
        (name, bytes) -> assertTrue(bytes.equals(actual.get(name)), where + ": " + name));
  }

  @ParameterizedTest
  @CsvSource({
    "ar-EG-u-nu-arab, Africa/Cairo",
    "fa-IR-u-nu-arabext, Asia/Tehran",
    "bn-BD-u-nu-beng, Asia/Kathmandu",
    "ne-NP-u-nu-deva, Asia/Kathmandu",
    "mr-IN-u-nu-deva, UTC",
    "my-MM-u-nu-mymr, Asia/Tehran",
    "tr-TR, Africa/Cairo",
    "th-TH-u-ca-buddhist-nu-thai, UTC",
    "ja-JP-u-ca-japanese, Asia/Tehran",
    "de-DE, America/St_Johns"
  })
  void theSystemsLanguageAndZoneChangeNothing(String language, String zone) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(language));
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try {
      assertSame(expected, experiment(language), language);
    } finally {
      Locale.setDefault(Locale.ENGLISH);
      TimeZone.setDefault(ZONE);
    }
  }

  @Test
  void theSystemsCharsetChangesNothing() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    for (String charset : List.of("ISO-8859-1", "UTF-16LE")) {
      Path out = folder.resolve("out").resolve(charset);
      List<String> command = new ArrayList<>();
      command.addAll(
          List.of(
              java.toString(),
              "--add-modules=jdk.incubator.vector",
              "-Dfile.encoding=" + charset,
              "-Djava.awt.headless=true",
              "-Duser.language=ar",
              "-Duser.country=EG",
              "-cp",
              System.getProperty("java.class.path"),
              "dev.tenor.tools.TenorCli"));
      Stream.of(arguments(out)).map(Object::toString).forEach(command::add);
      File log = folder.resolve(charset + ".log").toFile();
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
      assertEquals(
          0,
          process.waitFor(),
          () -> {
            try {
              return Files.readString(log.toPath(), StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
              return e.toString();
            }
          });
      assertSame(expected, content(out), charset);
    }
  }
}
