package dev.tenor.tools.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.tools.TenorCli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// A corpus of six synthetic speakers and experiments with a network that trains in a moment.
final class TinyStudy {
  private static final String SETTINGS =
      "--preset paper --seconds 1 --n-fft 256 --win-length 256 --n-mels 20 --channels 4,4,4"
          + " --pooling 2,3,3 --dropout 0.1,0.1,0.1 --lstm-hidden 4 --heads 2 --depth 1 --hidden 4"
          + " --batch 16 --patience 0 --backend simd --figure-format svg";

  /// What a result is; other files tell when and where it was made.
  private static final List<String> RESULTS =
      List.of(
          "model.safetensors",
          "predictions.csv",
          "metrics.json",
          "split.json",
          "utterances.csv",
          "config.json",
          "experiment.json",
          "validation.json");

  private final Path folder;

  TinyStudy(Path folder) throws IOException {
    this.folder = folder;
    SyntheticRenderer.render(corpus(), new SyntheticConfig(5, 6, 2), 2, _ -> {});
  }

  Path corpus() {
    return folder.resolve("corpus");
  }

  /// A command that has ended.
  record Ended(int code, String out, String err) {
    Ended ok() {
      assertEquals(0, code, err);
      return this;
    }
  }

  /// Runs an experiment in this process: its driver, if it has a master.
  Ended run(String kind, Path out, Object... more) {
    List<String> args = new ArrayList<>(List.of("experiment", kind));
    args.addAll(List.of("--corpus", "synthetic", "--data", corpus().toString()));
    args.addAll(List.of("--out", out.toString(), "--cache", folder.resolve("cache").toString()));
    args.addAll(List.of(SETTINGS.split(" ")));
    Stream.of(more).map(Object::toString).forEach(args::add);
    StringWriter printed = new StringWriter();
    StringWriter said = new StringWriter();
    int code =
        TenorCli.run(new PrintWriter(printed), new PrintWriter(said), args.toArray(String[]::new));
    return new Ended(code, printed.toString(), said.toString());
  }

  /// The options for executors as processes of this machine, which find the classes of this one.
  static Object[] master(String url, Object... more) {
    List<Object> args = new ArrayList<>(List.of("--master", url));
    args.addAll(List.of("--conf", "spark.ui.enabled=false"));
    String path = System.getProperty("java.class.path");
    args.addAll(List.of("--conf", "spark.executor.extraClassPath=" + path));
    args.addAll(List.of(more));
    return args.toArray();
  }

  /// Waits until one of the runs of an experiment that is under way has a checkpoint.
  static void awaitCheckpoint(Path out) throws IOException, InterruptedException {
    long end = System.nanoTime() + 300_000_000_000L;
    while (files(out).stream().noneMatch(f -> f.endsWith("checkpoint.safetensors"))) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(out + ": no checkpoint; it has " + files(out));
      }
      Thread.sleep(20);
    }
  }

  /// Does something in a thread of its own: trainings need the common pool.
  static <T> CompletableFuture<T> beside(Callable<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            done.complete(task.call());
          } catch (Exception e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  static List<Path> files(Path out) throws IOException {
    if (Files.notExists(out)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        out,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // comes and goes
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  /// Models, answers, scores and tables, byte for byte; nothing of an attempt is left.
  static void assertSameResults(Path expected, Path actual) throws IOException {
    List<String> results = results(expected);
    assertEquals(results, results(actual));
    for (String file : results) {
      assertArrayEquals(
          Files.readAllBytes(expected.resolve(file)),
          Files.readAllBytes(actual.resolve(file)),
          file);
    }
    for (Path file : files(actual)) {
      String name = file.toString();
      assertEquals(false, name.contains(".attempts") || name.endsWith(".tmp"), name);
    }
  }

  private static List<String> results(Path folder) throws IOException {
    return files(folder).stream()
        .map(folder::relativize)
        .filter(f -> f.startsWith("tables") || RESULTS.contains(f.getFileName().toString()))
        .filter(f -> !f.getFileName().toString().startsWith("environment."))
        .map(Path::toString)
        .sorted()
        .toList();
  }
}
