package dev.tenor.bench.report;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// What commands end with.
final class Failures {
  static final int OK = 0;

  /// A row became too slow.
  static final int SLOWER = 1;

  /// Wrong arguments or files.
  static final int USAGE = 2;

  private Failures() {}

  /// Runs a command; what is wrong with its files is one line.
  ///
  /// @return the exit code
  static int guard(CommandLine.Model.CommandSpec spec, Callable<Integer> body) throws Exception {
    try {
      return body.call();
    } catch (IllegalArgumentException | IOException e) {
      spec.commandLine().getErr().println("bench: " + e.getMessage());
      spec.commandLine().getErr().flush();
      return USAGE;
    }
  }
}
