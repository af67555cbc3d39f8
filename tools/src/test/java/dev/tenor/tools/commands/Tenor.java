package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.config.Json;
import dev.tenor.tools.TenorCli;
import dev.tenor.tools.console.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/// The command line as a test sees it.
///
/// @param code the exit code
record Tenor(int code, String out, String err) {
  static Tenor run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
    int code = TenorCli.run(new PrintWriter(out), new PrintWriter(err), texts);
    return new Tenor(code, out.toString(), err.toString());
  }

  /// Fails unless the command succeeded.
  Tenor ok() {
    assertEquals(ExitCode.OK, code, err);
    return this;
  }

  /// Fails unless the command ended with `expected` and one line that says `tenor: …`.
  ///
  /// @return the line
  String error(int expected) {
    assertEquals(expected, code, err);
    assertFalse(err.contains("\tat "), err);
    String[] lines = err.lines().filter(line -> line.startsWith("tenor: ")).toArray(String[]::new);
    assertEquals(1, lines.length, err);
    return lines[0];
  }

  JsonNode json() throws IOException {
    return Json.mapper().readTree(out);
  }
}
