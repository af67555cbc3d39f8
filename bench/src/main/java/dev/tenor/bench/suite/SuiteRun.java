package dev.tenor.bench.suite;

import dev.tenor.bench.Noise;
import dev.tenor.bench.OtherPrograms;
import dev.tenor.bench.cases.Case;
import dev.tenor.bench.result.Ceiling;
import dev.tenor.bench.result.Machine;
import dev.tenor.bench.result.ResultFile;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import dev.tenor.ser.config.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// A run of the suite: a JVM for every lane and fork, their rows joined and written.
final class SuiteRun {
  /// Stands among the problems until all is measured.
  static final String UNENDED = "the run has not ended: rows are missing";

  private final Choices choices;
  private final Engines engines;
  private final Path folder;
  private final PrintStream out;
  private final PrintStream log;
  private final List<String> arguments;
  private final Function<Job, List<String>> command;
  private final String created = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  private final RowBook book;
  private final List<String> failures = new ArrayList<>();
  private Machine machine;
  private volatile Process running;

  /// @param folder for `results.json`
  /// @param arguments the command line
  /// @param command that starts the JVM of a job
  SuiteRun(
      Choices choices,
      Engines engines,
      Machine machine,
      Path folder,
      List<String> arguments,
      Function<Job, List<String>> command,
      PrintStream out,
      PrintStream log) {
    this.choices = choices;
    this.engines = engines;
    this.machine = machine;
    this.folder = folder;
    this.arguments = arguments;
    this.command = command;
    this.out = out;
    this.log = log;
    book = new RowBook(engines);
  }

  Path file() {
    return folder.resolve("results.json");
  }

  /// The jobs in their order: every lane once, then every lane again.
  ///
  /// @param references folder for the reference's results
  List<Job> jobs(String references) {
    List<Job> jobs = new ArrayList<>();
    for (int fork = 0; fork < choices.forks(); fork++) {
      for (Lane lane : choices.lanes(engines)) {
        List<String> specs = lane.engines().stream().map(engines::spec).toList();
        jobs.add(
            new Job(
                lane,
                choices.quick(),
                choices.families(),
                choices.batches(),
                specs,
                references,
                fork == 0));
      }
    }
    return jobs.stream().filter(job -> !job.cases().isEmpty()).toList();
  }

  /// Seconds that the run will take about.
  double estimate() {
    return jobs("").stream()
        .mapToDouble(job ->
            Progress.startSeconds(choices.quick())
                + job.cases().stream().mapToDouble(c -> seconds(job, c)).sum())
        .sum();
  }

  private double seconds(Job job, Case c) {
    int able = (int) job.lane().engines().stream().filter(e -> job.runs(c, e)).count();
    return Progress.seconds(c, able, choices.quick());
  }

  /// Measures everything.
  ///
  /// @return what was written
  /// @throws IllegalStateException if something failed, after everything else was measured
  SuiteResult run() throws IOException, InterruptedException {
    Progress progress = new Progress(log, estimate());
    Thread hook = new Thread(this::interrupted);
    Runtime.getRuntime().addShutdownHook(hook);
    try (References.Folder references = References.Folder.create()) {
      out.println(RowTable.heading());
      write(List.of(UNENDED));
      for (Job job : jobs(references.path().toString())) {
        measure(job, progress);
      }
    } finally {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    machine = Machines.after(machine, choices.quick() ? 0 : OtherPrograms.busyProcessors());
    return write(problems());
  }

  /// What the user ends with Ctrl-C, ends its JVM, too.
  private void interrupted() {
    Process process = running;
    if (process != null) {
      process.destroyForcibly();
    }
    log.println("suite: interrupted; " + file() + " has the rows that were measured until now");
  }

  private void measure(Job job, Progress progress) throws IOException, InterruptedException {
    progress.step(job.lane().describe(), 0);
    running =
        new ProcessBuilder(command.apply(job))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Case> cases = job.cases();
    int done = 0;
    try (BufferedReader answers = running.inputReader(StandardCharsets.UTF_8)) {
      progress.step("started", Progress.startSeconds(choices.quick()));
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.startsWith(LaneProcess.CEILING)) {
          book.add(parse(line, LaneProcess.CEILING, Ceiling.class));
        } else if (line.startsWith(LaneProcess.OUTCOME)) {
          Outcome outcome = parse(line, LaneProcess.OUTCOME, Outcome.class);
          add(outcome, job.lane());
          progress.step(outcome.describe(), seconds(job, cases.get(done++)));
        }
      }
    }
    int code = running.waitFor();
    running = null;
    if (code != 0) {
      fail(
          job.lane().describe()
              + ": the JVM ended with "
              + code
              + ", "
              + done
              + " of "
              + cases.size()
              + " cases were done");
    }
  }

  private static <T> T parse(String line, String word, Class<T> type) throws IOException {
    return Json.convert(Json.mapper().readTree(line.substring(word.length())), type, word.strip());
  }

  private void add(Outcome outcome, Lane lane) throws IOException {
    for (Outcome.Sample sample : outcome.samples()) {
      String row =
          outcome.describe()
              + " on "
              + sample.engine()
              + ", "
              + lane.threads()
              + " threads, "
              + lane.bits()
              + " bits";
      double most = Effort.mostAllocated(outcome.bytes());
      if (!sample.failure().isEmpty()) {
        fail(row + ": " + sample.failure());
      } else if (choices.quick()
          && sample.engine().equals(Engines.SIMD)
          && !outcome.allocates()
          && sample.allocated() > most) {
        fail(
            String.format(
                Locale.ROOT,
                "%s: %.0f bytes are allocated per operation, at most %.0f; are vectors boxed?",
                row,
                sample.allocated(),
                most));
      }
    }
    book.add(outcome, lane.threads(), lane.bits()).forEach(row -> out.println(RowTable.line(row)));
    write(List.of(UNENDED));
  }

  private void fail(String problem) {
    failures.add(problem);
    log.println("! " + problem);
  }

  /// What is wrong, a sentence each: results, allocations, JVMs that ended.
  List<String> failures() {
    return failures;
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>(failures);
    if (!choices.quick()) {
      List<SuiteRow> rows = book.rows();
      int wide = (int) rows.stream().filter(row -> row.marks().contains("spread")).count();
      Noise noise = new Noise(peak(1), peak(2), machine.busyBefore(), machine.busyAfter(), wide);
      problems.addAll(noise.problems());
      count(problems, rows, "drift", "still changed while measured");
      count(problems, rows, "not still", "did not stand still in the warm-up");
    }
    return problems;
  }

  private static void count(
      List<String> problems, List<SuiteRow> rows, String mark, String meaning) {
    long marked = rows.stream().filter(row -> row.marks().contains(mark)).count();
    if (marked > 0) {
      problems.add("the time of " + marked + (marked == 1 ? " row " : " rows ") + meaning);
    }
  }

  /// The arithmetic peak of the processors with so many threads, 0 where it was not measured.
  private double peak(int threads) {
    return book.ceilings().stream()
        .filter(c -> c.engine().equals(Engines.SIMD) && c.kind().equals(Ceilings.FMA))
        .filter(c -> c.threads() == threads)
        .mapToDouble(Ceiling::value)
        .max()
        .orElse(0);
  }

  private SuiteResult write(List<String> problems) throws IOException {
    List<String> all = new ArrayList<>(failures);
    problems.stream().filter(p -> !all.contains(p)).forEach(all::add);
    SuiteResult result =
        new SuiteResult(
            SuiteResult.FORMAT,
            created,
            arguments,
            machine,
            List.copyOf(book.ceilings()),
            book.rows(),
            List.copyOf(all));
    ResultFile.write(file(), result);
    return result;
  }
}
