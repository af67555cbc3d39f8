package dev.tenor.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.bench.cases.Cases;
import dev.tenor.bench.result.Machine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteMainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  private int run(String... args) {
    return SuiteMain.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(log, true, StandardCharsets.UTF_8),
        args);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--families nope | there is no family 'nope'; there are [gemm",
        "--backends cuda | there is no backend 'cuda'",
        "--threads 0 | threads: 0 is not from 1",
        "--threads two | Invalid value for option '--threads'",
        "--bits 64 | bits: 64 is not from 128",
        "--bits 129 | bits: 129 is n",
        "--batches 512 | batches: 512 is not from 1 to 256",
        "--peers mkl | there is no peer 'mkl'; there are [libtorch",
        "--forks 0 | forks: 0; give at least 1",
        "--fast | Unknown option: '--fast'",
      })
  void aWrongOptionIsNamedInOneLine(String options, String message) {
    String[] words = ("suite " + options).split(" ");
    assertEquals(2, run(words));
    String text = log.toString(StandardCharsets.UTF_8);
    assertTrue(text.startsWith("bench: " + message), text);
    assertTrue(text.strip().endsWith("bench/run suite --help explains the options"), text);
    assertEquals(1, text.lines().count(), text);
  }

  @Test
  void listsTheCases() {
    assertEquals(0, run("suite", "--list", "--families", "gemm,softmax"));
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(
        Cases.full(List.of(1)).stream()
            .filter(c -> c.family().equals("gemm") || c.family().equals("softmax"))
            .count(),
        lines.size());
    assertTrue(lines.getFirst().startsWith("gemm nn {m="), lines::toString);
  }

  @Test
  void helpExplainsTheOptions() {
    assertEquals(0, run("suite", "--help"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("--quick"));
  }

  @Test
  void aDeviceIsTakenApart() {
    assertEquals(
        new Machine.Device("opencl:1", "A, B-chip", "Some Platform", "3.1"),
        Engines.device(
            "opencl:1",
            "Some Platform, A, B-chip: GPU, 4 compute units, 7.8 GiB, OpenCL 3.0, driver 3.1"));
    assertEquals(
        new Machine.Device("opencl", "something else", "", ""),
        Engines.device("opencl", "something else"));
  }

  @Test
  void lanesHaveWhatIsWorthComparing() {
    Choices choices =
        new Choices(
            false,
            List.of("simd", "scalar"),
            Cases.families(),
            List.of(128),
            List.of(2, 1, 2),
            List.of(1),
            List.of(),
            1);
    List<Lane> lanes = choices.lanes(Engines.find(choices.backends()));
    assertEquals(
        List.of(
            new Lane(128, 1, true, true, List.of("simd", "scalar")),
            new Lane(128, 2, true, false, List.of("simd"))),
        lanes);
  }
}
