package dev.tenor.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `bench/run report DIR`.
@Command(
    name = "report",
    description = "Writes results.csv, results.md, report.html and plots beside results.json.",
    footer = {"", "bench/run report runs/today"})
public final class ReportCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder of results.json, or the file.")
  private Path place;

  /// Made by picocli's root.
  public ReportCommand() {}

  @Override
  public Integer call() throws IOException {
    Path folder = Files.isDirectory(place) ? place : place.toAbsolutePath().getParent();
    Path html = ReportFolder.write(folder, Results.read(place));
    spec.commandLine().getOut().println(html);
    return CommandLine.ExitCode.OK;
  }
}
