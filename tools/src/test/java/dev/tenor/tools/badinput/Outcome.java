package dev.tenor.tools.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.config.Json;
import dev.tenor.tools.TenorCli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// What a command did.
///
/// @param code the exit code
record Outcome(int code, String out, String err) {
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int DATA = 3;
  static final int BACKEND = 4;

  /// Generous: only what hangs takes so long.
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// Runs `tenor` in this JVM.
  static Outcome of(Object... args) {
    String[] texts = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        assertTimeoutPreemptively(
            LIMIT, () -> TenorCli.run(new PrintWriter(out), new PrintWriter(err), texts));
    return new Outcome(code, out.toString(), err.toString());
  }

  /// Fails unless the command was refused with this code and one clear line.
  ///
  /// @param words all are in the line
  Outcome refused(int expected, List<String> words) {
    assertEquals(expected, code, this::toString);
    List<String> lines = problems();
    assertEquals(1, lines.size(), this::toString);
    assertClear(lines.getFirst());
    words.forEach(word -> assertTrue(lines.getFirst().contains(word), word + " in " + lines));
    return this;
  }

  /// The lines of stderr without the pointer to the help.
  List<String> problems() {
    return err.lines().filter(line -> !line.startsWith("Try 'tenor ")).toList();
  }

  static void assertClear(String line) {
    assertTrue(line.startsWith("tenor: "), line);
    for (String jargon : List.of("Exception", "Error", "java.", "dev.tenor", "\tat ")) {
      assertFalse(line.contains(jargon), line);
    }
  }

  JsonNode json() throws IOException {
    return Json.mapper().readTree(out);
  }
}
