package dev.tenor.bench.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenor.bench.cases.Case;
import dev.tenor.bench.result.Ceiling;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The JVM that measures a lane. It prints a line for the ceilings and one for every case: a word
/// and JSON.
final class LaneProcess {
  private LaneProcess() {}

  /// @param args a [Job] as JSON
  public static void main(String[] args)
      throws JsonProcessingException, IOException, InterruptedException {
    PrintStream answers = Answers.open();
    Job job = Json.convert(Json.mapper().readTree(args[0]), Job.class, "job");
    run(job, job.cases(), answers);
  }

  /// @param cases those of the job
  static void run(Job job, List<Case> cases, PrintStream answers)
      throws IOException, InterruptedException {
    Lane lane = job.lane();
    Turns turns = new Turns(Path.of(job.references()), job.effort(), Turns.PAUSE_MILLIS);
    List<Turns.Opened> opened = new ArrayList<>();
    try {
      for (int i = 0; i < lane.engines().size(); i++) {
        String engine = lane.engines().get(i);
        Backend backend = Backends.open(job.specs().get(i), lane.threads());
        int bits = engine.equals(Engines.SIMD) ? lane.bits() : 0;
        opened.add(new Turns.Opened(engine, bits, backend));
      }
      if (job.ceilings()) {
        measureCeilings(lane, opened, answers);
      }
      for (Case c : cases) {
        List<Turns.Opened> able = opened.stream().filter(o -> job.runs(c, o.engine())).toList();
        answers.println(Answers.OUTCOME + Json.compact(turns.measure(c, able)));
      }
    } finally {
      opened.forEach(o -> o.backend().close());
    }
  }

  private static void measureCeilings(Lane lane, List<Turns.Opened> opened, PrintStream answers) {
    Engines engines =
        Engines.find(lane.engines().stream().map(Engines::backend).distinct().toList());
    for (Turns.Opened o : opened) {
      List<Ceiling> ceilings = new ArrayList<>();
      if (!o.engine().equals(Engines.SCALAR)) {
        List<Caches.Level> levels = engines.levels(o.engine(), lane.threads());
        ceilings.addAll(
            Ceilings.measure(o.engine(), o.bits(), lane.threads(), o.backend(), levels));
      }
      if (Engines.backend(o.engine()).equals(Engines.OPENCL)) {
        ceilings.addAll(Ceilings.transfers(o.engine(), lane.threads(), o.backend()));
      }
      ceilings.forEach(ceiling -> answers.println(Answers.CEILING + Json.compact(ceiling)));
    }
  }
}
