package dev.tenor.tools.commands;

import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tenor version`.
@Command(
    name = "version",
    description =
        "Print the versions of Tenor, Java and the system; 'tenor devices' has the backends.",
    footer = "tenor version")
public final class VersionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Console console;

  VersionCommand() {}

  @Override
  public Integer call() {
    spec.root().commandLine().printVersionHelp(console.out());
    return ExitCode.OK;
  }
}
