package dev.tenor.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.config.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every benchmark starts and verifies its result; nothing here looks at the times.
class BenchMainTest {
  private static final Set<String> BENCHMARKS =
      Set.of(
          "GemmBenchmark.gemm",
          "ConvBenchmark.forward",
          "ConvBenchmark.dataGradient",
          "ConvBenchmark.weightGradient",
          "BlockBenchmark.training",
          "BlockBenchmark.backward",
          "BlockBenchmark.inference",
          "OpBenchmark.forwardAndBackward",
          "FrontEndBenchmark.logMel",
          "CorpusBenchmark.features",
          "TrainStepBenchmark.step",
          "InferenceBenchmark.probabilities");

  /// Once each, in this JVM, at the smallest sizes.
  private static final String[] BRIEFLY = {
    "-bm",
    "ss",
    "-f",
    "0",
    "-wi",
    "0",
    "-i",
    "1",
    "-p",
    "size=32x4x48",
    "-p",
    "block=6",
    "-p",
    "batch=1",
    "-p",
    "clips=2",
    "-p",
    "op=lstm one step",
    "-p",
    "threads=2"
  };

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  private int run(String... args) throws Exception {
    return new BenchMain(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(log, true, StandardCharsets.UTF_8))
        .run(args);
  }

  private String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyBenchmarkVerifiesItsResultAndReportsATime(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("results.json");
    String[] args = new String[BRIEFLY.length + 3];
    System.arraycopy(BRIEFLY, 0, args, 0, BRIEFLY.length);
    args[BRIEFLY.length] = "Benchmark";
    args[BRIEFLY.length + 1] = "--json";
    args[BRIEFLY.length + 2] = json.toString();
    assertEquals(0, run(args), this::log);
    JsonNode report = Json.mapper().readTree(json.toFile());
    Set<String> seen = new HashSet<>();
    for (JsonNode row : report.get("results")) {
      String name = row.get("benchmark").asText();
      seen.add(name);
      assertTrue(row.get("nanos").asDouble() > 0, name);
      assertTrue(row.get("peakGflops").asDouble() > 0, name);
      assertTrue(row.get("peakGigabytes").asDouble() > 0, name);
      boolean counted = row.get("gflops").asDouble() > 0 || row.get("gigabytes").asDouble() > 0;
      assertEquals(!name.startsWith("CorpusBenchmark"), counted, name);
      assertTrue(out.toString(StandardCharsets.UTF_8).contains(name), name);
    }
    assertEquals(BENCHMARKS, seen);
  }

  @Test
  void warmsUpUntilTheTimeStandsStillAndSaysHowOften(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("results.json");
    String[] briefly = {
      "GemmBenchmark",
      "-f",
      "0",
      "-w",
      "10ms",
      "-r",
      "10ms",
      "-i",
      "1",
      "-p",
      "size=32x4x48",
      "-p",
      "threads=1",
      "--json",
      json.toString()
    };
    assertEquals(0, run(briefly), this::log);
    JsonNode row = Json.mapper().readTree(json.toFile()).get("results").get(0);
    int count = row.get("warmUps").get(0).asInt();
    boolean still = row.get("restless").asInt() == 0;
    assertTrue(count >= StandStill.COMPARED && count <= StandStill.MOST, () -> row.toString());
    assertTrue(still || count == StandStill.MOST, () -> row.toString());
    String text = out.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("warm-up") && text.contains(" " + count + " "), text);
    assertEquals(!still, text.contains("! not still"), text);
  }

  @Test
  void aNumberOfWarmUpsThatIsGivenIsTaken(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("results.json");
    String[] briefly = {
      "GemmBenchmark",
      "-f",
      "0",
      "-w",
      "10ms",
      "-r",
      "10ms",
      "-i",
      "1",
      "-p",
      "size=32x4x48",
      "-p",
      "threads=1",
      "-wi",
      "13",
      "--json",
      json.toString()
    };
    assertEquals(0, run(briefly), this::log);
    JsonNode row = Json.mapper().readTree(json.toFile()).get("results").get(0);
    assertEquals("[13]", row.get("warmUps").toString());
    assertEquals(0, row.get("restless").asInt());
  }

  @Test
  void aWrongResultIsNotTimed() {
    float[] right = {1, 2, 3};
    Verified.requireClose("x", new float[] {1, 2, 3}, right, 0);
    assertThrows(
        IllegalStateException.class,
        () -> Verified.requireClose("x", new float[] {1, 2, 3.1f}, right, 1e-6));
    assertThrows(
        IllegalStateException.class,
        () -> Verified.requireClose("x", new float[] {1, 2, Float.NaN}, right, 1e-6));
  }

  @Test
  void aBenchmarkThatCannotBeSetUpFailsTheRun() throws Exception {
    assertEquals(1, run("GemmBenchmark", "-f", "0", "-wi", "0", "-i", "1", "-p", "size=0"));
    assertTrue(log().contains("size '0' must be"), this::log);
  }

  @Test
  void wrongArgumentsAreNamedInOneLine() throws Exception {
    assertEquals(2, run("NoSuchBenchmark"));
    assertEquals(2, run("OpBenchmark", "-p", "op=no such op"));
    assertEquals(2, run("GemmBenchmark", "--json"));
    assertEquals(3, log().lines().filter(line -> line.startsWith("bench: ")).count(), this::log);
  }
}
