package dev.tenor.tools.options;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// Going on with a run, and what may be said of it then.
public final class ResumeMixin {
  /// The options that do not affect the result of a run.
  private static final Set<String> WITH_RESUME =
      Set.of(
          "--resume",
          "--out",
          "--threads",
          "--cache",
          "--no-cache",
          "--data",
          "--test-data",
          "--skip-unreadable",
          "--figure-format",
          "--figure-width",
          "--figure-font",
          "--figure-font-size",
          "--figure-title",
          "--profile",
          "--keep",
          "--network",
          "--epochs",
          "--patience",
          "--json",
          "--quiet",
          "--debug");

  private static final List<String> PROLONGING = List.of("epochs", "patience");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--resume",
      description =
          "Resume the interrupted run in --out, with the settings saved there. --epochs and"
              + " --patience prolong it, also a finished one that was trained with --keep checkpoint."
              + " --data is the new path of the corpus, if it has moved; of several, one for each in"
              + " their order.")
  private boolean resume;

  /// Whether a run is resumed.
  public boolean isGiven() {
    return resume;
  }

  /// Refuses options that --resume would ignore.
  ///
  /// @param out the folder of the run, null where it is not given
  /// @throws IllegalArgumentException if one is there, or there is no folder
  public void check(Path out) {
    if (out == null) {
      throw new IllegalArgumentException("--resume needs --out, the folder of the run");
    }
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      if (!WITH_RESUME.contains(option.longestName())) {
        throw new IllegalArgumentException(
            "--resume goes on with the settings in --out; leave out " + option.longestName());
      }
    }
  }

  /// The values of the settings that may change when a run is resumed.
  public Map<String, Integer> prolonged() {
    ParseResult parsed = command.commandLine().getParseResult();
    Map<String, Integer> values = new HashMap<>();
    for (String name : PROLONGING) {
      if (parsed.hasMatchedOption("--" + name)) {
        values.put(name, parsed.matchedOptionValue("--" + name, 0));
      }
    }
    return values;
  }
}
