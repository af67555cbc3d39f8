package dev.tenor.bench.suite;

import dev.tenor.bench.report.CompareCommand;
import dev.tenor.bench.report.HistoryCommand;
import dev.tenor.bench.report.MachinesCommand;
import dev.tenor.bench.report.ReportCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The root of the commands of the suite: `bench/run suite` and what reads its results.
@Command(
    name = "bench/run",
    description = "Measures the machine with the suite, and compares results.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ReportCommand.class,
      CompareCommand.class,
      HistoryCommand.class,
      MachinesCommand.class
    })
public final class SuiteMain {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  private boolean help;

  private SuiteMain() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.setProperty("java.awt.headless", "true"); // plots need no display, not even a named one
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream log = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, log, args));
  }

  /// Runs one command.
  ///
  /// @return the exit code: 0 if all went well, 1 if something failed, 2 if the arguments or the
  ///   files that they name are wrong
  public static int run(PrintStream out, PrintStream log, String... args) {
    CommandLine line = new CommandLine(new SuiteMain());
    line.addSubcommand(new SuiteCommand(out, log));
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(log, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOverwrittenOptionsAllowed(false);
    line.setParameterExceptionHandler((e, _) -> {
      log.println("bench: " + e.getMessage() + hint(e.getCommandLine()));
      return USAGE;
    });
    line.setExecutionExceptionHandler((e, command, _) -> {
      switch (e) {
        case IllegalArgumentException wrong ->
            log.println("bench: " + wrong.getMessage() + hint(command));
        case InterruptedException _ -> {
          // Jvms has said it
        }
        case IOException failed -> log.println("bench: " + failed.getMessage());
        case UncheckedIOException failed -> log.println("bench: " + failed.getMessage());
        default -> throw e;
      }
      return e instanceof IllegalArgumentException ? USAGE : FAILED;
    });
    return line.execute(args);
  }

  private static String hint(CommandLine command) {
    return "; " + command.getCommandSpec().qualifiedName() + " --help explains the options";
  }
}
