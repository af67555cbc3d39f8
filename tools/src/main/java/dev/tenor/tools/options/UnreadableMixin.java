package dev.tenor.tools.options;

import picocli.CommandLine.Option;

/// What becomes of recordings that cannot be read.
public final class UnreadableMixin {
  @Option(
      names = "--skip-unreadable",
      description =
          "Leave out recordings that cannot be read, and list them in the run's utterances.csv"
              + " (default: the first ones are named, and nothing is trained).")
  private boolean skip;

  public boolean skip() {
    return skip;
  }
}
