package dev.tenor.tools.console;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A command's output: results to stdout, everything else to stderr.
public final class Console {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print only warnings and errors on stderr.")
  private boolean quiet;

  /// For results.
  public PrintWriter out() {
    return command.commandLine().getOut();
  }

  /// Prints a line about progress on stderr, unless `--quiet`.
  public void info(String line) {
    if (!quiet) {
      command.commandLine().getErr().println(line);
    }
  }

  /// Prints a warning; the command continues.
  public void warn(String line) {
    command.commandLine().getErr().println("tenor: " + OneLine.of(line));
  }

  /// A new progress display.
  ///
  /// @param unit what is counted, in the plural
  public Progress progress(String task, String unit, long total) {
    if (quiet) {
      return Progress.NONE;
    }
    return Terminal.showsStderr()
        ? new ProgressOnTerminal(task, unit, 1, total)
        : new ProgressLines(this::info, task, unit, total);
  }

  /// A new progress display that only a terminal shows, for tasks that print lines of their own.
  ///
  /// @param size how many counts are one `unit`
  Progress live(String task, String unit, long size, long total) {
    return quiet || !Terminal.showsStderr()
        ? Progress.NONE
        : new ProgressOnTerminal(task, unit, size, total);
  }
}
