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
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private final Map<String, String> versions = new LinkedHashMap<>();

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
    double sum = 0;
    for (Job job : jobs("")) {
      sum += Progress.startSeconds(choices.quick());
      sum += job.cases().stream().mapToDouble(c -> seconds(job, c)).sum();
    }
    if (!choices.peers().isEmpty()) {
      PeerJob job = peerJob(1, "");
      for (String family : choices.families()) {
        double each = Progress.peerSeconds(family, choices.quick());
        sum += choices.threads().size() * each * job.cases(family).size();
      }
    }
    return sum;
  }

  private double seconds(Job job, Case c) {
    int able = (int) job.lane().engines().stream().filter(e -> job.runs(c, e)).count();
    return Progress.seconds(c, able, choices.quick());
  }

  private PeerJob peerJob(int threads, String references) {
    return new PeerJob(
        choices.peers(),
        threads,
        choices.bits().getLast(),
        choices.quick(),
        choices.families(),
        choices.batches(),
        references);
  }

  /// Measures everything.
  ///
  /// @return what was written
  SuiteResult run() throws IOException, InterruptedException {
    Progress progress = new Progress(log, estimate());
    try (References.Folder references = References.Folder.create();
        Jvms jvms = new Jvms(() -> sayFarewell(references))) {
      out.println(RowTable.heading());
      write(List.of(UNENDED));
      String folderOfReferences = references.path().toString();
      for (Job job : jobs(folderOfReferences)) {
        measure(job, jvms, progress);
      }
      for (int threads : choices.peers().isEmpty() ? List.<Integer>of() : choices.threads()) {
        measurePeers(peerJob(threads, folderOfReferences), jvms, progress);
      }
    }
    machine =
        Machines.after(machine, versions, choices.quick() ? 0 : OtherPrograms.busyProcessors());
    return write(problems());
  }

  private void sayFarewell(References.Folder references) {
    try {
      references.close();
    } catch (IOException e) {
      log.println("suite: " + references.path() + " stays: " + e.getMessage());
    }
    log.println("suite: interrupted; " + file() + " has the rows that were measured until now");
  }

  private void measure(Job job, Jvms jvms, Progress progress)
      throws IOException, InterruptedException {
    String what = job.lane().describe();
    List<Case> left = new ArrayList<>(job.cases());
    progress.step(what, 0);
    int code =
        jvms.run(
            command.apply(job),
            line -> {
              if (line.startsWith(Answers.CEILING)) {
                book.add(parse(line, Answers.CEILING, Ceiling.class));
              } else if (line.startsWith(Answers.OUTCOME)) {
                Outcome outcome = parse(line, Answers.OUTCOME, Outcome.class);
                check(outcome, what);
                show(book.add(outcome, job.lane().threads(), job.lane().bits()));
                progress.step(outcome.describe(), seconds(job, left.removeFirst()));
              }
            });
    progress.step("done", Progress.startSeconds(choices.quick()));
    if (code != 0) {
      fail(what + ": the JVM ended with " + code + ", " + left.size() + " cases were not measured");
    }
  }

  private void measurePeers(PeerJob job, Jvms jvms, Progress progress)
      throws IOException, InterruptedException {
    String what = String.join(", ", job.peers()) + " with " + job.threads() + " threads";
    progress.step(what, 0);
    int code =
        jvms.run(
            LaneCommand.of(job),
            line -> {
              if (line.startsWith(Answers.VERSION)) {
                String[] words = line.split(" ", 3);
                versions.put(words[1], words[2]);
                machine = Machines.after(machine, versions, 0);
              } else if (line.startsWith(Answers.OUTCOME)) {
                Outcome outcome = parse(line, Answers.OUTCOME, Outcome.class);
                check(outcome, what);
                show(book.addPeers(outcome, job.threads(), job.bits()));
                progress.step(
                    outcome.describe(), Progress.peerSeconds(outcome.family(), job.quick()));
              }
            });
    if (code != 0) {
      fail(what + ": the JVM ended with " + code);
    }
  }

  private static <T> T parse(String line, String word, Class<T> type) throws IOException {
    return Json.convert(Json.mapper().readTree(line.substring(word.length())), type, word.strip());
  }

  /// Notes what is wrong about an outcome.
  private void check(Outcome outcome, String lane) {
    double most = Effort.mostAllocated(outcome.bytes());
    for (Outcome.Sample sample : outcome.samples()) {
      String row = outcome.describe() + " on " + sample.engine() + " (" + lane + ")";
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
  }

  private void show(List<SuiteRow> rows) throws IOException {
    rows.forEach(row -> out.println(RowTable.line(row)));
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
