package dev.tenor.bench.report;

import dev.tenor.bench.report.compare.Machines;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.plot.FigureFormat;
import dev.tenor.ser.report.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `bench/run machines [DIR]`.
@Command(
    name = "machines",
    description =
        "Writes README.md and machines.svg: the results of several machines beside each other.",
    footer = {"", "cp other/results.json docs/benchmarks/other/", "bench/run machines"})
public final class MachinesCommand implements Callable<Integer> {
  private static final String PAGE = "README.md";
  private static final String PLOT = "machines.svg";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "docs/benchmarks",
      description =
          "Holds a folder NAME/results.json for each machine (default: ${DEFAULT-VALUE}).")
  private Path folder;

  /// Made by picocli's root.
  public MachinesCommand() {}

  @Override
  public Integer call() throws IOException {
    Machines machines = new Machines(read());
    Optional<Figure> figure = machines.figure();
    if (figure.isPresent()) {
      byte[] svg = figure.get().bytes(FigureFormat.SVG, ReportFolder.STYLE);
      AtomicFile.write(folder.resolve(PLOT), out -> out.write(svg));
    } else {
      Files.deleteIfExists(folder.resolve(PLOT));
    }
    ReportFolder.write(folder.resolve(PAGE), machines.markdown());
    spec.commandLine().getOut().println(folder.resolve(PAGE));
    return CommandLine.ExitCode.OK;
  }

  /// By the names of their folders, in their order.
  private Map<String, SuiteResult> read() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          folder + ": there is no such folder; it holds NAME/results.json for each machine");
    }
    List<Path> files;
    try (Stream<Path> places = Files.list(folder)) {
      files =
          places.sorted().map(p -> p.resolve(Results.FILE)).filter(Files::isRegularFile).toList();
    }
    Map<String, SuiteResult> results = new LinkedHashMap<>();
    for (Path file : files) {
      results.put(file.getParent().getFileName().toString(), Results.read(file));
    }
    return results;
  }
}
