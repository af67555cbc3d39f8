package dev.tenor.tools.badinput;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only a process of its own can meet: a JVM without the Vector API, a disk that is full, a
/// stdout that takes nothing.
final class BadProcessTest {
  private static final int LIMIT_SECONDS = 120;

  @TempDir static Path folder;

  private static TinyRun tiny;

  @BeforeAll
  static void trainOnce() throws IOException {
    tiny = TinyRun.in(folder).trained();
  }

  /// Runs `tenor` in a new JVM on this one's class path.
  ///
  /// @param shell what a POSIX shell does with the command, which is "$@"
  private static Outcome inOwnProcess(String shell, List<Object> options, Object... args)
      throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of("sh", "-c", shell, "sh", java.toString()));
    options.forEach(option -> command.add(option.toString()));
    command.addAll(List.of("-Xmx512m", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.tenor.tools.TenorCli");
    for (Object arg : args) {
      command.add(arg.toString());
    }
    File out = folder.resolve("stdout").toFile();
    File err = folder.resolve("stderr").toFile();
    Process process = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    String errors = Files.readString(err.toPath()).replaceAll("WARNING: .*\\R", "");
    return new Outcome(process.exitValue(), Files.readString(out.toPath()), errors);
  }

  @Test
  void aBackendThatCannotRunHereHasItsOwnExitCode() throws Exception {
    assumeTrue(File.separatorChar == '/', "needs a POSIX shell");
    Path out = folder.resolve("new");
    List<String> words = List.of("simd", "--add-modules jdk.incubator.vector");
    Object[] predict = {"predict", "--backend", "simd", "-m", tiny.model(), tiny.clip(), "--json"};
    Object[] train =
        TinyRun.train(
            "--corpus", "synthetic", "--data", tiny.corpus(), "--out", out, "--backend", "simd");
    for (Object[] args : List.of(predict, train)) {
      Outcome refused = inOwnProcess("exec \"$@\"", List.of(), args);
      refused.refused(Outcome.BACKEND, words);
      assertEquals("", refused.out());
    }
    assertTrue(Files.notExists(out));
    predict[2] = "auto";
    Outcome scalar = inOwnProcess("exec \"$@\"", List.of(), predict);
    assertEquals(0, scalar.code(), scalar::err);
    assertTrue(scalar.err().contains("backend scalar"), scalar::err);
    List<String> warnings = scalar.err().lines().filter(l -> l.startsWith("tenor: ")).toList();
    assertEquals(1, warnings.size(), scalar::err);
    assertTrue(warnings.getFirst().contains("many times slower"), scalar::err);
    assertTrue(warnings.getFirst().contains("--add-modules jdk.incubator.vector"), scalar::err);
    Outcome.assertClear(warnings.getFirst().replace("jdk.incubator.vector", ""));
    predict[2] = "scalar";
    Outcome chosen = inOwnProcess("exec \"$@\"", List.of(), predict);
    assertEquals(List.of(), chosen.err().lines().filter(l -> l.startsWith("tenor: ")).toList());
    assertEquals(1, scalar.json().size());
  }

  /// A limit on the size of files stands for the full disk: writing stops in the middle with an
  /// error of the operating system.
  @Test
  void aFullDiskLeavesTheLastCheckpoint() throws Exception {
    assumeTrue(File.separatorChar == '/', "needs a POSIX shell");
    Path checkpoint = tiny.run().resolve("checkpoint.safetensors");
    byte[] last = Files.readAllBytes(checkpoint);
    Path config = tiny.run().resolve("config.json");
    String oneEpoch = Files.readString(config);
    Files.writeString(config, oneEpoch.replace("\"epochs\" : 1,", "\"epochs\" : 3,"));
    Files.delete(tiny.model());
    SortedMap<Path, String> before = Folder.content(tiny.run());
    String full = String.format(Locale.ROOT, "ulimit -f %d; exec \"$@\"", last.length / 4 / 512);
    List<Object> options = List.of("--add-modules=jdk.incubator.vector");
    Object[] resume = {"train", "--quiet", "--resume", "--out", tiny.run()};
    Outcome outcome = inOwnProcess(full, options, resume);
    outcome.refused(Outcome.FAILED, List.of("cannot write", checkpoint.toString()));
    assertArrayEquals(last, Files.readAllBytes(checkpoint));
    assertEquals(before.keySet(), Folder.content(tiny.run()).keySet(), "nothing is left behind");
    Outcome later = Outcome.of(resume);
    assertEquals(0, later.code(), later::err);
    assertTrue(Files.exists(tiny.model()));
  }

  @Test
  void aFullDeviceIsNamedByEveryCommandThatWrites() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full here");
    Path csv = Files.createSymbolicLink(folder.resolve("full.csv"), full);
    Path npy = Files.createSymbolicLink(folder.resolve("full.npy"), full);
    Path jsonl = Files.createSymbolicLink(folder.resolve("full.jsonl"), full);
    Path onnx = Files.createSymbolicLink(folder.resolve("full.onnx"), full);
    List<Object[]> commands =
        List.of(
            new Object[] {"features", tiny.corpus(), "--out", csv},
            new Object[] {"features", tiny.clip(), "--out", npy},
            new Object[] {"corpus", "export", tiny.corpus(), "--out", csv},
            new Object[] {"corpus", "export", tiny.corpus(), "--out", jsonl},
            new Object[] {"export", tiny.model(), "--out", onnx});
    for (Object[] command : commands) {
      String out = command[command.length - 1].toString();
      Outcome.of(command).refused(Outcome.FAILED, List.of("cannot write", out, "free some space"));
    }
    for (Path link : List.of(csv, npy, jsonl, onnx)) {
      Files.delete(link);
    }
  }

  /// Plots are drawn without them.
  @Test
  void aTrainingNeedsNeitherATemporaryFolderNorADisplay() throws Exception {
    assumeTrue(File.separatorChar == '/', "needs a POSIX shell");
    Path out = folder.resolve("no temporary folder");
    List<Object> options = List.of("-Djava.io.tmpdir=" + folder.resolve("nowhere"));
    Object[] train = TinyRun.train("--corpus", "synthetic", "--data", tiny.corpus(), "--out", out);
    Outcome outcome = inOwnProcess("DISPLAY=:77 exec \"$@\"", options, train);
    assertEquals(0, outcome.code(), outcome::err);
    for (String ending : List.of("png", "svg", "pdf")) {
      assertTrue(Files.size(out.resolve("learning-curve." + ending)) > 1000);
    }
  }

  @Test
  void resultsThatCannotBeWrittenAreNoSuccess() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full here");
    Outcome outcome = inOwnProcess("exec \"$@\" >/dev/full", List.of(), "devices", "--json");
    outcome.refused(Outcome.FAILED, List.of("stdout", "no space left"));
  }

  @Test
  void aReaderThatHasEnoughIsNoProblem() throws Exception {
    assumeTrue(File.separatorChar == '/', "needs a POSIX shell");
    Outcome outcome = inOwnProcess("\"$@\" | head -1", List.of(), "--help");
    assertEquals("", outcome.err());
    assertEquals(1, outcome.out().lines().count());
  }
}
