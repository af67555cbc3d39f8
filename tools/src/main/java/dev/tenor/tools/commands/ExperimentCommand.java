package dev.tenor.tools.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tenor experiment`.
@Command(
    name = "experiment",
    description = {
      "Train many networks that differ in one thing, and compare them.",
      "The same command, given again after an interruption, goes on where it stopped."
    },
    subcommands = {
      ExperimentFoldsCommand.class,
      ExperimentAblationCommand.class,
      ExperimentDepthCommand.class,
      ExperimentTsneCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class ExperimentCommand implements Runnable {
  @Spec private CommandSpec spec;

  ExperimentCommand() {}

  /// Called when no subcommand was given, which is wrong usage.
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "missing COMMAND");
  }
}
