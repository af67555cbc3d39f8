package dev.tenor.tools.options;

import picocli.CommandLine.Option;

/// How to handle recordings that cannot be read.
public final class UnreadableMixin {
  @Option(
      names = "--skip-unreadable",
      description =
          "Exclude recordings that cannot be read, and list them in utterances.csv of the run"
              + " (default: report the first ones and fail).")
  private boolean skip;

  public boolean skip() {
    return skip;
  }
}
