package dev.tenor.tools.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tenor corpus`.
@Command(
    name = "corpus",
    description = "Inspect a corpus, or export its manifest.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"tenor corpus scan corpora/emodb", "tenor corpus export corpora/emodb --out all.csv"})
@Subcommands({CorpusScanCommand.class, CorpusExportCommand.class})
public final class CorpusCommand implements Runnable {
  @Spec private CommandSpec spec;

  CorpusCommand() {}

  /// Called when no subcommand was given, which is wrong usage.
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "missing COMMAND");
  }
}
