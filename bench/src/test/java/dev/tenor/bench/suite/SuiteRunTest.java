package dev.tenor.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.bench.result.Ceiling;
import dev.tenor.bench.result.ResultFile;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import dev.tenor.ser.config.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// With a shell in place of the JVMs that measure.
@DisabledOnOs(OS.WINDOWS)
class SuiteRunTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  /// What a shell prints that measured one case.
  private String measured(int lane, double... nanos) throws IOException {
    Outcome.Sample simd = new Outcome.Sample("simd", 128, "", 1e-12, nanos, 96, 0.5, true);
    double[] twice = {2 * nanos[0], 2 * nanos[1], 2 * nanos[2]};
    Outcome.Sample scalar = new Outcome.Sample("scalar", 0, "", 0, twice, 0, 0.5, true);
    Outcome outcome =
        new Outcome(
            "gemm", "nn", Map.of("m", "4"), "compute", 1000, 100, false, List.of(simd, scalar));
    Ceiling ceiling = new Ceiling("simd", 128, 1, "fma", "", 0, 20);
    Path answers = folder.resolve("answers" + lane);
    Files.writeString(
        answers,
        Answers.CEILING
            + Json.compact(ceiling)
            + "\n"
            + Answers.OUTCOME
            + Json.compact(outcome)
            + "\n");
    return "cat " + answers;
  }

  private SuiteRun run(List<String> scripts) {
    List<String> left = new ArrayList<>(scripts);
    Choices choices =
        new Choices(
            true,
            List.of("simd", "scalar"),
            List.of("gemm"),
            List.of(128),
            List.of(1),
            List.of(1),
            List.of(),
            scripts.size());
    Engines engines = Engines.find(choices.backends());
    return new SuiteRun(
        choices,
        engines,
        Machines.describe("mine", List.of(), 0),
        folder,
        List.of("suite"),
        _ -> List.of("sh", "-c", left.removeFirst()),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @Test
  void forksAreJoinedAndComparedByTurns() throws Exception {
    SuiteRun run = run(List.of(measured(0, 100, 110, 120), measured(1, 130, 140, 150)));
    SuiteResult result = run.run();
    assertEquals(result, ResultFile.read(run.file()));
    SuiteRow row = result.rows().getFirst();
    assertEquals(125, row.timing().median());
    assertEquals(2, row.timing().forks());
    assertEquals(6, row.timing().samples());
    assertEquals(List.of(new SuiteRow.Against("scalar", 2, 2, 2)), row.against());
    assertEquals("fma", row.bound());
    assertEquals(8 / 20.0, row.share(), 1e-12);
    assertEquals("scalar", result.rows().get(1).engine());
    assertTrue(run.failures().isEmpty());
    assertFalse(result.problems().contains(SuiteRun.UNENDED));
    assertEquals("mine", result.machine().name());
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("scalar 2.00 (2.00 … 2.00)"));
  }

  /// What the file holds while the second JVM runs is what an interrupted run leaves.
  @Test
  void whatWasMeasuredIsInTheFileBeforeTheRunEnds() throws Exception {
    Path copy = folder.resolve("copy.json");
    SuiteRun run =
        run(List.of(measured(0, 1, 2, 3), "cp " + folder.resolve("results.json") + " " + copy));
    run.run();
    SuiteResult unended = ResultFile.read(copy);
    assertEquals(2, unended.rows().size());
    assertTrue(unended.problems().contains(SuiteRun.UNENDED), unended.problems().toString());
  }

  @Test
  void aJvmThatDiesIsNamedAndItsRowsAreKept() throws Exception {
    SuiteRun run = run(List.of(measured(0, 1, 2, 3) + "; exit 3"));
    SuiteResult result = run.run();
    assertEquals(2, result.rows().size());
    assertTrue(
        run.failures().getFirst().contains("the JVM ended with 3"), run.failures().toString());
    assertEquals(run.failures(), result.problems());
  }

  @Test
  void boxedVectorsFailAQuickRun() throws Exception {
    SuiteRun run = run(List.of(measured(0, 1, 2, 3).replace("cat", "sed s/96.0/96000.0/")));
    run.run();
    assertTrue(run.failures().getFirst().contains("are vectors boxed?"), run.failures().toString());
  }
}
