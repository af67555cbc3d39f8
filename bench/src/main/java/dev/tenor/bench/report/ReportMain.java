package dev.tenor.bench.report;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The commands that read results.
@Command(
    name = "bench/run",
    description = "Reads results of the suite.",
    subcommands = {
      ReportCommand.class,
      CompareCommand.class,
      HistoryCommand.class,
      MachinesCommand.class
    })
public final class ReportMain {
  private ReportMain() {}

  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true"); // plots need no display
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.exit(commandLine().execute(args));
  }

  /// With these commands alone.
  static CommandLine commandLine() {
    return new CommandLine(new ReportMain());
  }
}
