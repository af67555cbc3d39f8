package dev.tenor.bench.suite;

import dev.tenor.bench.Noise;
import dev.tenor.bench.OtherPrograms;
import dev.tenor.bench.cases.Case;
import dev.tenor.bench.cases.Cases;
import dev.tenor.bench.report.ReportFolder;
import dev.tenor.bench.result.Machine;
import dev.tenor.bench.result.SuiteResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench/run suite`.
@Command(
    name = "suite",
    description = "Measures every operation on every engine, and what the machine can do at most.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:ok", "1:a result is wrong, or something failed", "2:wrong usage"},
    footer = {
      "",
      "bench/run suite --quick",
      "bench/run suite --families gemm,attention --threads 1 --forks 1"
    })
final class SuiteCommand implements Callable<Integer> {
  private static final int OK = 0;
  private static final int FAILED = 1;

  private final PrintStream out;
  private final PrintStream log;

  @Spec CommandSpec spec;

  @Option(
      names = "--quick",
      description =
          "Run small cases once: whether results are right, and allocate nothing; times mean little.")
  private boolean quick;

  @Option(
      names = "--backends",
      split = ",",
      paramLabel = "NAME",
      description = "Backends to measure (all that can run: simd,opencl,scalar).")
  private List<String> backends = List.of(Engines.SIMD, Engines.OPENCL, Engines.SCALAR);

  @Option(
      names = "--families",
      split = ",",
      paramLabel = "NAME",
      description = "Families of operations (all; --list names them).")
  private List<String> families = Cases.families();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for results.json and the report (bench/target/suite).")
  private Path folder = Path.of(System.getProperty("tenor.bench.out", "suite"));

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "How tables call this machine (the CPU's name).")
  private String name = "";

  @Option(
      names = "--threads",
      split = ",",
      paramLabel = "N",
      description = "Numbers of threads (1 and powers of two up to all processors).")
  private List<Integer> threads;

  @Option(
      names = "--bits",
      split = ",",
      paramLabel = "N",
      description = "Widths of vectors, 128, 256 or 512 (all that the CPU has).")
  private List<Integer> bits;

  @Option(
      names = "--batches",
      split = ",",
      paramLabel = "N",
      description = "Batches of the networks, from 1 to 256 (1,8,32,128).")
  private List<Integer> batches = Cases.BATCHES;

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "NAME",
      description = "Other engines to compare with: libtorch, onnxruntime, openblas (none).")
  private List<String> peers = List.of();

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "JVMs that measure each row (2, with --quick 1).")
  private Integer forks;

  @Option(names = "--list", description = "Print the cases and measure nothing.")
  private boolean list;

  SuiteCommand(PrintStream out, PrintStream log) {
    this.out = out;
    this.log = log;
  }

  private Choices choices() {
    List<Integer> allThreads = Choices.allThreads();
    return new Choices(
        quick,
        backends,
        families,
        bits == null ? Choices.allBits() : bits,
        threads == null ? (quick ? List.of(allThreads.getLast()) : allThreads) : threads,
        batches,
        peers,
        forks == null ? (quick ? 1 : 2) : forks);
  }

  /// The command line without its name, and without the folder, which says nothing about the
  /// result.
  private List<String> arguments() {
    List<String> words = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
    words.removeFirst();
    int at = words.indexOf("--out");
    if (at >= 0) {
      words.subList(at, at + 2).clear();
    }
    words.removeIf(word -> word.startsWith("--out="));
    return List.copyOf(words);
  }

  private void requirePeers() {
    try {
      if (!peers.isEmpty()) {
        Class.forName(PeerJob.MAIN, false, SuiteCommand.class.getClassLoader());
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "the peers are not built in; bench/run suite --peers does so, on Linux x86-64", e);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Choices choices = choices();
    if (list) {
      for (Case c : Job.cases(quick, families, batches)) {
        out.println(c.key());
      }
      return OK;
    }
    requirePeers();
    Engines engines = Engines.find(backends);
    if (engines.names().isEmpty()) {
      throw new IllegalArgumentException("no backend can run here: " + engines.missing());
    }
    engines.missing().forEach(why -> log.println("suite: " + why));
    Files.createDirectories(folder);
    double busy = quick ? 0 : OtherPrograms.busyProcessors();
    Machine machine = Machines.describe(name, engines.devices(), busy);
    SuiteRun run =
        new SuiteRun(choices, engines, machine, folder, arguments(), LaneCommand::of, out, log);
    log.println("about " + Progress.minutes(run.estimate()));
    SuiteResult result = run.run();
    List<String> doubts =
        result.problems().stream().filter(p -> !run.failures().contains(p)).toList();
    run.failures().forEach(failure -> out.println("! failed: " + failure));
    out.print(Noise.describe(doubts));
    log.println("written: " + run.file() + " and " + ReportFolder.write(folder, result));
    return run.failures().isEmpty() ? OK : FAILED;
  }
}
