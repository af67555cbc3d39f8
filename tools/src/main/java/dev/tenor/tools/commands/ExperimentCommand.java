package dev.tenor.tools.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tenor experiment`.
@Command(
    name = "experiment",
    description = {
      "Train many networks and compare their scores.",
      "Repeat the same command to resume after an interruption, or with more folds, seeds or"
          + " variants to add them."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "tenor experiment folds corpora/emodb --out runs/folds",
      "tenor help experiment folds"
    })
@Subcommands({
  ExperimentFoldsCommand.class,
  ExperimentAblationCommand.class,
  ExperimentDepthCommand.class,
  ExperimentCrossCommand.class,
  ExperimentGridCommand.class,
  ExperimentSearchCommand.class,
  ExperimentMergeCommand.class,
  ExperimentTsneCommand.class
})
public final class ExperimentCommand implements Runnable {
  @Spec private CommandSpec spec;

  ExperimentCommand() {}

  /// Called when no subcommand was given, which is wrong usage.
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "missing COMMAND");
  }
}
