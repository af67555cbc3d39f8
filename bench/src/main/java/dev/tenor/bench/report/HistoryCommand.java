package dev.tenor.bench.report;

import dev.tenor.bench.report.compare.History;
import dev.tenor.bench.report.compare.HistoryPage;
import dev.tenor.bench.result.SuiteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench/run history DIR…`.
@Command(
    name = "history",
    description = "Writes history.html and history.csv: every row over many results.",
    footer = {"", "bench/run history runs/* --out runs"})
public final class HistoryCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "Folders of results.json, or such files.")
  private List<Path> places;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder to write to (default: ${DEFAULT-VALUE}).",
      defaultValue = ".")
  private Path folder;

  /// Made by picocli's root.
  public HistoryCommand() {}

  @Override
  public Integer call() throws IOException {
    List<SuiteResult> results = new ArrayList<>();
    for (Path place : places) {
      results.add(Results.read(place));
    }
    History history = History.of(results);
    Files.createDirectories(folder);
    ReportFolder.write(folder.resolve("history.csv"), history.table().csv());
    Path html = folder.resolve("history.html");
    ReportFolder.write(html, HistoryPage.of(history));
    spec.commandLine().getOut().println(html);
    return CommandLine.ExitCode.OK;
  }
}
