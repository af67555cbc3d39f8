package dev.tenor.tools;

import dev.tenor.ser.run.Environment;
import dev.tenor.tools.commands.AuditCommand;
import dev.tenor.tools.commands.CompareCommand;
import dev.tenor.tools.commands.CompletionCommand;
import dev.tenor.tools.commands.CorpusCommand;
import dev.tenor.tools.commands.DemoCommand;
import dev.tenor.tools.commands.DevicesCommand;
import dev.tenor.tools.commands.EmbedCommand;
import dev.tenor.tools.commands.EvaluateCommand;
import dev.tenor.tools.commands.ExperimentCommand;
import dev.tenor.tools.commands.ExplainCommand;
import dev.tenor.tools.commands.ExportCommand;
import dev.tenor.tools.commands.FeaturesCommand;
import dev.tenor.tools.commands.GoldenCommand;
import dev.tenor.tools.commands.HelpCommand;
import dev.tenor.tools.commands.InfoCommand;
import dev.tenor.tools.commands.ModelsCommand;
import dev.tenor.tools.commands.PredictCommand;
import dev.tenor.tools.commands.RunsCommand;
import dev.tenor.tools.commands.Subcommands;
import dev.tenor.tools.commands.TrainCommand;
import dev.tenor.tools.commands.TuneCommand;
import dev.tenor.tools.commands.VersionCommand;
import dev.tenor.tools.console.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The root command `tenor`. Results go to stdout, progress and errors to stderr.
@Command(
    name = "tenor",
    description = "Speech emotion recognition, from recordings to a trained and evaluated network.",
    versionProvider = TenorCli.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ok",
      "1:failed",
      "2:wrong usage",
      "3:data not found or unreadable",
      "4:backend unavailable"
    },
    footer = {
      "tenor demo",
      "tenor predict clip.wav",
      "tenor train corpora/emodb --out runs/first",
      "tenor help train"
    })
@Subcommands({
  DemoCommand.class,
  TrainCommand.class,
  EvaluateCommand.class,
  PredictCommand.class,
  ExplainCommand.class,
  EmbedCommand.class,
  FeaturesCommand.class,
  ModelsCommand.class,
  InfoCommand.class,
  ExportCommand.class,
  RunsCommand.class,
  CompareCommand.class,
  ExperimentCommand.class,
  CorpusCommand.class,
  AuditCommand.class,
  DevicesCommand.class,
  TuneCommand.class,
  GoldenCommand.class,
  HelpCommand.class,
  VersionCommand.class,
  CompletionCommand.class,
})
public final class TenorCli implements Runnable {
  private static final int HELP_WIDTH = 100;

  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version and exit.")
  private boolean version;

  @Option(
      names = UserErrors.DEBUG,
      scope = ScopeType.INHERIT,
      description = "Show stack traces and debug messages.")
  private boolean debug;

  TenorCli() {}

  public static void main(String[] args) {
    if (List.of(args).contains(UserErrors.DEBUG)) {
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
    }
    System.setProperty("java.awt.headless", "true"); // plots need no display, not even a named one
    // For output of libraries (progress bars, plots, help): ASCII digits in any locale.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    Interruption interruption = Interruption.ofThisThread();
    if (interruption.isRequested()) {
      return;
    }
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
      if (!interruption.isRequested()) { // a library's thread; ours pass on their exceptions
        System.err.println("tenor: unexpected " + e + " in thread " + thread.getName());
      }
    });
    ResultStream results = new ResultStream(new FileOutputStream(FileDescriptor.out));
    PrintWriter out = ResultStream.writer(results, System.out.charset());
    PrintWriter err = ResultStream.writer(System.err, System.err.charset());
    LogLines.to(err);
    int code =
        List.of(args).equals(List.of(Rehearsal.ARGUMENT))
            ? Rehearsal.run()
            : run(interruption::isRequested, out, new PrintWriter(err, true), args);
    if (results.problem() != null) {
      err.println("tenor: " + results.problem());
      err.flush();
      code = code == ExitCode.OK ? ExitCode.FAILED : code;
    }
    interruption.finished();
    System.exit(code);
  }

  /// Runs one command.
  ///
  /// @return the exit code
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(() -> false, out, err, args);
  }

  private static int run(
      BooleanSupplier interrupted, PrintWriter out, PrintWriter err, String... args) {
    UserErrors errors = new UserErrors(interrupted);
    CommandLine cli = commandLine(errors, args).setOut(out).setErr(err);
    try {
      return cli.execute(args);
    } catch (Error e) { // picocli does not handle errors: out of memory, a missing class
      return errors.report(cli, e, List.of(args));
    } finally {
      out.flush();
      err.flush();
    }
  }

  /// The whole command line, with the handling of errors.
  static CommandLine commandLine(UserErrors errors) {
    return prepared(CommandTree.whole(new TenorCli()), errors);
  }

  /// What these arguments need of it.
  private static CommandLine commandLine(UserErrors errors, String... args) {
    Set<String> words = new HashSet<>(List.of(args));
    return words.contains(CompletionCommand.NAME) // for which all options count
        ? commandLine(errors)
        : prepared(CommandTree.called(new TenorCli(), words), errors);
  }

  private static CommandLine prepared(CommandLine root, UserErrors errors) {
    shorten(root);
    return root.setExecutionStrategy(TenorCli::execute)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(HELP_WIDTH);
  }

  /// As picocli does; help needs no vectors.
  private static int execute(CommandLine.ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    VectorModule.resolve();
    return new CommandLine.RunLast().execute(parsed);
  }

  /// A synopsis without the options, which are listed below it, and the examples in a command's
  /// footer under a heading.
  private static void shorten(CommandLine command) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    String[] examples = usage.footer();
    usage.abbreviateSynopsis(true);
    usage.footerHeading("%nExamples:%n");
    usage.footer(
        Arrays.stream(examples)
            .filter(line -> line.contains("tenor ")) // some put the heading there themselves
            .map(line -> "  " + line.strip())
            .toArray(String[]::new));
    command.getSubcommands().values().forEach(TenorCli::shorten);
  }

  /// Called when no subcommand was given, which is wrong usage.
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "missing COMMAND");
  }

  /// The version, the commit it was built from, and what it runs on.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      Environment here = Environment.here();
      return new String[] {"tenor " + here.tenor(), here.jdk() + ", " + here.os(), here.cpu()};
    }
  }
}
