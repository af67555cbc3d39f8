package dev.tenor.tools.options;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The command line of this process as a user would repeat it in a shell.
public final class CommandText {
  private CommandText() {}

  /// `tenor train --corpus emodb --data 'my corpora/emodb'`.
  public static String of(CommandSpec command) {
    CommandLine root = command.root().commandLine();
    List<String> arguments = root.getParseResult().originalArgs();
    return "tenor " + arguments.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
  }

  /// In single quotes where a shell would change it.
  static String quoted(String argument) {
    return argument.matches("[\\w.,:/=+@%-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
