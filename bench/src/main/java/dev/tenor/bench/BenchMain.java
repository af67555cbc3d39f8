package dev.tenor.bench;

import dev.tenor.engine.io.AtomicFile;
import dev.tenor.engine.tck.OpCase;
import dev.tenor.engine.tck.OpCases;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs benchmarks with JMH's options and prints one table: the results to `out`, progress to
/// `log`. `--json FILE` writes the same for machines.
public final class BenchMain {
  private static final String JSON = "--json";
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private final PrintStream out;
  private final PrintStream log;

  BenchMain(PrintStream out, PrintStream log) {
    this.out = out;
    this.log = log;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(new BenchMain(out, System.err).run(args));
  }

  /// What `--json` writes.
  ///
  /// @param arguments the command line
  /// @param problems reasons to doubt the numbers, see [Noise]
  record Report(List<String> arguments, Host host, List<Row> results, List<String> problems) {}

  /// @return the exit code: 0 if all was run, 1 if a benchmark failed, 2 if the arguments are wrong
  int run(String... args) throws IOException, InterruptedException {
    List<String> rest = new ArrayList<>(List.of(args));
    try {
      Path json = takeJson(rest);
      CommandLineOptions given = new CommandLineOptions(rest.toArray(String[]::new));
      if (asksForText(given)) {
        Main.main(rest.toArray(String[]::new));
        return OK;
      }
      Options options = options(given);
      double others = OtherPrograms.busyProcessors();
      Host host = Host.measure();
      out.println(host.describe());
      LiveTable table = new LiveTable(out, log, untilStill(given));
      try {
        new Runner(options, table).run();
      } finally { // also for what was measured before another benchmark failed
        List<String> problems = problems(host, others, table.rows());
        out.print(Noise.describe(problems));
        if (json != null) {
          byte[] text =
              Json.pretty(new Report(List.of(args), host, table.rows(), problems))
                  .getBytes(StandardCharsets.UTF_8);
          AtomicFile.write(json, stream -> stream.write(text));
        }
      }
      return OK;
    } catch (NoBenchmarksException _) {
      log.println("bench: no benchmark's name matches " + rest + "; bench/run -l lists them");
      return USAGE;
    } catch (CommandLineOptionException | IllegalArgumentException e) {
      log.println("bench: " + e.getMessage().strip() + "; bench/run -h explains the options");
      return USAGE;
    } catch (RunnerException e) {
      log.println("bench: " + e.getMessage());
      return FAILED;
    }
  }

  private static List<String> problems(Host host, double othersBefore, List<Row> rows)
      throws InterruptedException {
    int wide = (int) rows.stream().filter(row -> row.spread().isWide()).count();
    Noise noise = host.noise(othersBefore, OtherPrograms.busyProcessors(), wide);
    List<String> problems = new ArrayList<>(noise.problems());
    long restless = rows.stream().filter(row -> row.restless() > 0).count();
    if (restless > 0) {
      problems.add(
          String.format(
              Locale.ROOT,
              "the time of %d %s did not stand still in %d iterations of warm-up",
              restless,
              restless == 1 ? "row" : "rows",
              StandStill.MOST));
    }
    long drifting = rows.stream().filter(Row::isDrifting).count();
    if (drifting > 0) {
      problems.add(
          "the time of "
              + drifting
              + (drifting == 1 ? " row" : " rows")
              + " still changed while it was measured; warm up longer, -wi 60");
    }
    return problems;
  }

  private static Path takeJson(List<String> args) {
    int at = args.indexOf(JSON);
    if (at < 0) {
      return null;
    }
    if (at + 1 == args.size()) {
      throw new IllegalArgumentException(JSON + " needs a file name");
    }
    args.remove(at);
    return Path.of(args.remove(at));
  }

  private static boolean asksForText(CommandLineOptions given) {
    return given.shouldHelp()
        || given.shouldList()
        || given.shouldListWithParams()
        || given.shouldListProfilers()
        || given.shouldListResultFormats();
  }

  /// An explicit number of warm-up iterations takes precedence.
  private static boolean untilStill(CommandLineOptions given) {
    return !given.getWarmupIterations().hasValue();
  }

  /// JMH's options with ours where none is given. Allocation is always measured.
  private static Options options(CommandLineOptions given) {
    ChainedOptionsBuilder options = new OptionsBuilder().parent(given);
    if (untilStill(given)) {
      options.warmupIterations(StandStill.MOST).addProfiler(StandStill.class);
    }
    return options
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(given.shouldFailOnError().orElse(true))
        .param("op", opCases(given.getParameter("op").orElse(List.of(""))))
        .build();
  }

  /// The op cases whose names contain one of the given texts.
  private static String[] opCases(Collection<String> texts) {
    String[] names =
        OpCases.all().stream()
            .map(OpCase::toString)
            .filter(name -> texts.stream().anyMatch(name::contains))
            .toArray(String[]::new);
    if (names.length == 0) {
      throw new IllegalArgumentException("no op case's name contains " + texts);
    }
    return names;
  }
}
