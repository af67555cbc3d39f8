package dev.tenor.tools.commands;

import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.Backends;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tenor tune`.
@Command(
    name = "tune",
    description = "Tune kernel parameters (tile sizes) for a device, and save them for later runs.",
    footer = {"tenor tune opencl:0.0"})
public final class TuneCommand implements Callable<Integer> {
  @Mixin private Console console;

  @Parameters(
      paramLabel = "NAME[:DEVICE]",
      arity = "0..1",
      defaultValue = "opencl",
      description = "The backend, see 'tenor devices' (default: ${DEFAULT-VALUE}).")
  private String backend;

  TuneCommand() {}

  @Override
  public Integer call() throws IOException {
    int colon = backend.indexOf(':');
    String name = colon < 0 ? backend : backend.substring(0, colon);
    BackendOptions options = new BackendOptions(0, colon < 0 ? "" : backend.substring(colon + 1));
    Optional<Path> kept = Backends.provider(name).tune(options, console::info);
    console
        .out()
        .println(
            kept.map(file -> "the fastest settings are saved in " + file)
                .orElse("backend " + name + " has nothing to tune"));
    return ExitCode.OK;
  }
}
