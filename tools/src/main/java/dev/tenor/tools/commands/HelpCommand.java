package dev.tenor.tools.commands;

import dev.tenor.ser.Names;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tenor help`.
@Command(
    name = "help",
    description = "Show the help of a command.",
    footer = {"tenor help train", "tenor help experiment folds"})
public final class HelpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "The command, for example train or experiment folds (default: all commands).")
  private List<String> words = List.of();

  HelpCommand() {}

  @Override
  public Integer call() {
    CommandLine command = spec.parent().commandLine();
    for (String word : words) {
      CommandLine next = command.getSubcommands().get(word);
      if (next == null) {
        String parent = command.getCommandSpec().qualifiedName();
        throw new CommandLine.ParameterException(
            spec.commandLine(),
            parent
                + " has no command '"
                + word
                + "'"
                + Names.didYouMean(word, command.getSubcommands().keySet()));
      }
      command = next;
    }
    command.usage(console.out());
    return ExitCode.OK;
  }
}
