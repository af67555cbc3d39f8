package dev.tenor.tools.commands;

import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tenor completion`.
@Command(
    name = CompletionCommand.NAME,
    description = {
      "Print a script that lets a shell complete commands, options and their values.",
      "For the running shell: source <(tenor completion bash). For every one: put that line into"
          + " ~/.bashrc or ~/.zshrc."
    },
    footer = {"tenor completion bash", "tenor completion zsh"})
public final class CompletionCommand implements Callable<Integer> {
  /// The command's name.
  public static final String NAME = "completion";

  /// The shells; zsh runs the functions of bash.
  enum Shell {
    BASH,
    ZSH
  }

  @Spec private CommandSpec spec;
  @Mixin private Console console;

  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  private Shell shell;

  CompletionCommand() {}

  @Override
  public Integer call() {
    CommandSpec root = spec.root();
    console.out().print(AutoComplete.bash(root.name(), root.commandLine()));
    return ExitCode.OK;
  }
}
