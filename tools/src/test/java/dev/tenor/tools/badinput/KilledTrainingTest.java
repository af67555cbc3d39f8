package dev.tenor.tools.badinput;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.tck.ExpectedBackends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A training that is killed, without a chance to tidy up, goes on where it was and ends with the
/// same bytes as one that was left alone.
final class KilledTrainingTest {
  private static final int KILLS = 3;
  private static final int EPOCHS = 30;
  private static final int LIMIT_MILLIS = 60_000;

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"simd", "opencl"})
  void endsWithTheSameModel(String backend) throws Exception {
    ExpectedBackends.assumeHere(backend);
    TinyRun tiny = TinyRun.in(folder.resolve(backend));
    Path whole = tiny.folder().resolve("whole");
    assertEquals(0, Outcome.of(train(tiny, backend, whole)).code());
    Random random = new Random(1);
    Path model = tiny.model();
    Path log = tiny.folder().resolve("log");
    Object[] next = train(tiny, backend, tiny.run());
    for (int kill = 0; kill < KILLS && Files.notExists(model); kill++) {
      Process process = start(log, next);
      Path checkpoint = tiny.run().resolve("checkpoint.safetensors");
      long end = System.currentTimeMillis() + LIMIT_MILLIS;
      while (Files.notExists(checkpoint) && process.isAlive()) {
        assertTrue(System.currentTimeMillis() < end, () -> "no checkpoint; " + text(log));
        Thread.sleep(5);
      }
      Thread.sleep(random.nextInt(400));
      process.destroyForcibly().waitFor();
      next = new Object[] {"train", "--quiet", "--resume", "--out", tiny.run()};
    }
    Outcome last = Outcome.of(next);
    assertEquals(0, last.code(), last::err);
    assertArrayEquals(
        Files.readAllBytes(whole.resolve("model.safetensors")), Files.readAllBytes(model));
  }

  private static Object[] train(TinyRun tiny, String backend, Path out) {
    Object[] train = TinyRun.train("--corpus", "synthetic", "--data", tiny.corpus(), "--out", out);
    List<Object> args = new ArrayList<>(List.of(train));
    args.set(args.indexOf("--epochs") + 1, EPOCHS);
    args.addAll(List.of("--backend", backend, "--no-cache"));
    return args.toArray();
  }

  private static Process start(Path log, Object... args) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(List.of("--add-modules=jdk.incubator.vector", "-Xmx512m"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.tenor.tools.TenorCli");
    for (Object arg : args) {
      command.add(arg.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    return builder.redirectOutput(log.toFile()).start();
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
