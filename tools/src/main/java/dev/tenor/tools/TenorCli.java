package dev.tenor.tools;

import dev.tenor.tools.commands.GoldenCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The root command `tenor`. Results go to stdout, progress and errors to stderr.
@Command(
    name = "tenor",
    description = "Speech emotion recognition, from recordings to a trained and evaluated network.",
    mixinStandardHelpOptions = true,
    subcommands = {GoldenCommand.class},
    versionProvider = TenorCli.Version.class)
public final class TenorCli implements Runnable {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  TenorCli() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new TenorCli()).execute(args));
  }

  /// Called when no subcommand was given, which is wrong usage: exit code 2 and the help text.
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing required subcommand");
  }

  /// The version in the jar's manifest; classes run outside a jar have none.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = TenorCli.class.getPackage().getImplementationVersion();
      return new String[] {"tenor " + (version == null ? "(not packaged)" : version)};
    }
  }
}
