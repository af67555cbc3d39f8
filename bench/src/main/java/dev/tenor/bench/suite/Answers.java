package dev.tenor.bench.suite;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// What a JVM that measures prints for the one that started it: lines of a word and JSON.
public final class Answers {
  /// Before a [dev.tenor.bench.result.Ceiling].
  public static final String CEILING = "ceiling ";

  /// Before an [Outcome].
  public static final String OUTCOME = "outcome ";

  /// Before the name of an engine and its version, a string each.
  public static final String VERSION = "version ";

  private Answers() {}

  /// Where answers go. What libraries print is none; it goes to stderr from now on.
  public static PrintStream open() {
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    return answers;
  }
}
