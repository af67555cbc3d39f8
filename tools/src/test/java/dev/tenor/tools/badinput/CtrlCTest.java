package dev.tenor.tools.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ctrl-C at any moment ends a command quietly: from the start of its JVM to the end of it.
final class CtrlCTest {
  private static final int SIGNALLED = 130;
  private static final int LIMIT_SECONDS = 60;

  @TempDir static Path folder;

  private static TinyRun tiny;

  @BeforeAll
  static void render() throws Exception {
    assumeTrue(File.separatorChar == '/', "needs signals");
    tiny = TinyRun.in(folder);
  }

  @ParameterizedTest
  @ValueSource(ints = {150, 300, 450, 600, 800, 1000, 1300, 1700})
  void endsQuietly(int millis) throws Exception {
    Path err = folder.resolve("err");
    Path run = folder.resolve("run " + millis);
    Process process = start(err, run);
    Thread.sleep(millis);
    new ProcessBuilder("sh", "-c", "kill -INT $1", "sh", Long.toString(process.pid()))
        .start()
        .waitFor();
    assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
    String said = Files.readString(err);
    assertFalse(said.contains("unexpected"), said);
    assertFalse(said.contains("\tat "), said);
    int code = process.exitValue();
    assertTrue(code == SIGNALLED || code == 0, "exit code " + code + "; " + said);
    try (var left = Files.walk(folder)) {
      assertEquals(List.of(), left.filter(f -> f.toString().endsWith(".tmp")).toList());
    }
  }

  private static Process start(Path err, Path run) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(List.of("--add-modules=jdk.incubator.vector", "-Xmx512m"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.tenor.tools.TenorCli");
    Object[] args = TinyRun.train("--corpus", "synthetic", "--data", tiny.corpus(), "--out", run);
    List.of(args).forEach(arg -> command.add(arg.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }
}
