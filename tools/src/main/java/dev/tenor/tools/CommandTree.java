package dev.tenor.tools;

import dev.tenor.tools.commands.Subcommands;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// The commands below the root. Those that are not called are there with their names and
/// descriptions alone, for lists and suggestions: picocli reads annotations by reflection, and
/// those of thirty commands take it longer than many a command takes to run.
final class CommandTree {
  private CommandTree() {}

  /// All of them, with all options.
  static CommandLine whole(Object root) {
    return build(root, root.getClass(), null);
  }

  /// Those whose names are among the words; a word that is the value of an option does no harm.
  static CommandLine called(Object root, Set<String> words) {
    return build(root, root.getClass(), words);
  }

  /// @param command an annotated object, or the class of one
  /// @param words names of the commands to build, null for all
  private static CommandLine build(Object command, Class<?> type, Set<String> words) {
    CommandLine line = new CommandLine(command);
    Subcommands below = type.getAnnotation(Subcommands.class);
    if (below != null) {
      for (Class<?> each : below.value()) {
        Command annotation = each.getAnnotation(Command.class);
        boolean called = words == null || words.contains(annotation.name());
        line.addSubcommand(
            annotation.name(), called ? build(each, each, words) : outline(annotation));
      }
    }
    return line;
  }

  private static CommandSpec outline(Command annotation) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description(annotation.description());
    return spec;
  }
}
