package dev.tenor.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;

/// Prints each result as a row as soon as it is available; output of JMH and profilers goes to the
/// log.
final class LiveTable implements OutputFormat {
  private final PrintStream table;
  private final PrintStream log;
  private final boolean untilStill;
  private final List<Row> rows = new ArrayList<>();
  private final List<List<Double>> warmUps = new ArrayList<>(); // of the benchmark at hand, by fork

  /// @param untilStill whether warm-ups last until times are stable
  LiveTable(PrintStream table, PrintStream log, boolean untilStill) {
    this.table = table;
    this.log = log;
    this.untilStill = untilStill;
  }

  /// All rows so far.
  List<Row> rows() {
    return rows;
  }

  @Override
  public void startRun() {
    table.println(Row.heading());
  }

  @Override
  public void startBenchmark(BenchmarkParams params) {
    warmUps.clear();
  }

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams params, int iteration) {}

  @Override
  public void iterationResult(
      BenchmarkParams benchmark, IterationParams params, int iteration, IterationResult result) {
    if (params.getType() == IterationType.WARMUP) {
      if (iteration == 1) {
        warmUps.add(new ArrayList<>());
      }
      warmUps.getLast().add(result.getPrimaryResult().getScore());
    }
  }

  /// @param result null if the benchmark failed
  @Override
  public void endBenchmark(BenchmarkResult result) {
    if (result == null) {
      return;
    }
    rows.add(Row.of(result, warmUps, untilStill));
    table.println(rows.getLast().line());
    for (Result<?> extra : result.getSecondaryResults().values()) {
      if (!(extra instanceof ScalarResult)) { // a profiler's report
        log.println(extra.extendedInfo());
      }
    }
  }

  @Override
  public void endRun(Collection<RunResult> results) {
    flush();
  }

  @Override
  public void print(String text) {
    log.print(text);
  }

  @Override
  public void println(String text) {
    if (!text.isBlank()) {
      log.println(text);
    }
  }

  @Override
  public void verbosePrintln(String text) {}

  @Override
  public void write(int b) {
    log.write(b);
  }

  @Override
  public void write(byte[] bytes) {
    log.writeBytes(bytes);
  }

  @Override
  public void flush() {
    table.flush();
    log.flush();
  }

  @Override
  public void close() {
    flush();
  }
}
