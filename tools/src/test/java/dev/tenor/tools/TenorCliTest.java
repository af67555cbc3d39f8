package dev.tenor.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class TenorCliTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int tenor(String... args) {
    return TenorCli.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  @Test
  void helpGoesToStdout() {
    assertEquals(0, tenor("--help"));
    assertTrue(out.toString().startsWith("Usage: tenor"), out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void versionNamesTheProgram() {
    assertEquals(0, tenor("--version"));
    assertTrue(out.toString().startsWith("tenor "), out.toString());
  }

  @Test
  void noSubcommandIsWrongUsage() {
    assertEquals(2, tenor());
    assertTrue(err.toString().startsWith("tenor: missing COMMAND"), err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void anUnknownOptionIsWrongUsage() {
    assertEquals(2, tenor("--no-such-option"));
    assertTrue(err.toString().contains("--no-such-option"), err.toString());
  }
}
