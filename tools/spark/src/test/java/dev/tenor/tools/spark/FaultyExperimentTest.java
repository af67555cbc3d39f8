package dev.tenor.tools.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong with single trainings is said, the others are done, and the same command does
/// what is missing; all with executors in this process.
final class FaultyExperimentTest {
  private static final Object[] FOLDS = {"--folds", "0,1", "--seeds", "1", "--epochs", 3};

  @TempDir static Path folder;

  private static TinyStudy study;
  private static Path local;

  @BeforeAll
  static void runHere() throws IOException {
    study = new TinyStudy(folder);
    local = folder.resolve("local");
    study.run("folds", local, FOLDS).ok();
  }

  private static TinyStudy.Ended folds(Path out, Object... more) {
    return study.run("folds", out, Stream.of(FOLDS, more).flatMap(Stream::of).toArray());
  }

  private static Object[] master(int cores) {
    return TinyStudy.master("local[" + cores + "]");
  }

  @Test
  void aCorruptRecordingAndAFolderThatVanishes() throws Exception {
    Path out = folder.resolve("vanished");
    Path clip = study.corpus().resolve("speaker_01/angry_00.wav");
    Path kept = Files.copy(clip, folder.resolve("kept.wav"));
    Files.writeString(clip, "no recording");
    TinyStudy.Ended corrupt = folds(out, master(1));
    assertEquals(1, corrupt.code());
    assertTrue(corrupt.err().contains("[2/2] "), corrupt.err());
    assertEquals(2, count(corrupt.err(), "1 of 48 recordings cannot be read: " + clip));
    Files.copy(kept, clip, StandardCopyOption.REPLACE_EXISTING);

    Path away = folder.resolve("away");
    CompletableFuture<Path> moved =
        TinyStudy.beside(() -> {
          while (TinyStudy.files(out).stream().noneMatch(f -> f.endsWith("model.safetensors"))) {
            Thread.sleep(10);
          }
          return Files.move(study.corpus(), away);
        });
    TinyStudy.Ended vanished = folds(out, master(1));
    moved.get(1, TimeUnit.MINUTES);
    Files.move(away, study.corpus());
    assertEquals(1, vanished.code());
    assertEquals(1, count(vanished.err(), "failed: "), vanished.err());
    assertTrue(vanished.err().contains("failed: " + study.corpus() + ": "), vanished.err());

    TinyStudy.Ended last = folds(out, master(1)).ok();
    assertTrue(last.err().contains("1 run was finished before"), last.err());
    TinyStudy.assertSameResults(local, out);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  /// A disk of 64 kB for the first run, which is one of its own.
  @Test
  void aFullDisk() throws Exception {
    Path out = folder.resolve("full");
    Path disk = out.resolve("runs/as-configured/fold0-seed1.attempts");
    Files.createDirectories(disk);
    assumeTrue(
        sh("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()), "needs root");
    TinyStudy.Ended full;
    try {
      full = folds(out, master(1));
    } finally {
      assertTrue(sh("umount", disk.toString()));
    }
    assertEquals(1, full.code());
    assertTrue(full.err().contains("No space left on device; free some space"), full.err());
    assertEquals(1, count(full.err(), "failed: "), full.err());
    TinyStudy.Ended last = folds(out, master(1)).ok();
    assertTrue(last.err().contains("1 run was finished before"), last.err());
    TinyStudy.assertSameResults(local, out);
  }

  private static boolean sh(String... command) throws IOException, InterruptedException {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    } catch (IOException _) {
      return false; // no such program
    }
  }

  /// As Ctrl-C does; the rest is done without Spark.
  @Test
  void anInterruptedExperimentGoesOnHere() throws Exception {
    Path whole = folder.resolve("whole");
    Object[] longer = {"--folds", "0", "--seeds", "1", "--epochs", 60};
    study.run("folds", whole, longer).ok();
    Path out = folder.resolve("interrupted");
    AtomicReference<TinyStudy.Ended> ended = new AtomicReference<>();
    Thread driver =
        Thread.ofPlatform()
            .start(() ->
                ended.set(
                    study.run(
                        "folds", out, Stream.of(longer, master(1)).flatMap(Stream::of).toArray())));
    TinyStudy.awaitCheckpoint(out);
    driver.interrupt();
    driver.join();
    assertEquals(1, ended.get().code());
    assertTrue(ended.get().err().contains("to resume"), ended.get().err());
    Path run = out.resolve("runs/as-configured/fold0-seed1");
    assertTrue(Files.exists(run.resolve("checkpoint.safetensors")));
    assertFalse(Files.exists(run.resolve("model.safetensors")));
    study.run("folds", out, longer).ok();
    TinyStudy.assertSameResults(whole, out);
  }

  /// Runs that stop before their test, and one of them tested in another job.
  @Test
  void aGridChoosesAsHere() throws IOException {
    Object[] grid = {"--lr", "1e-3,1e-2", "--folds", "0", "--epochs", 2};
    Path here = folder.resolve("grid");
    Path out = folder.resolve("grid on spark");
    study.run("grid", here, grid).ok();
    TinyStudy.Ended ended =
        study.run("grid", out, Stream.of(grid, master(2)).flatMap(Stream::of).toArray()).ok();
    assertTrue(ended.err().contains("[3/3] "), ended.err());
    TinyStudy.assertSameResults(here, out);
  }

  @Test
  void optionsThatDoNotGoTogether() {
    Path out = folder.resolve("none");
    assertWrong(folds(out, "--conf", "spark.x=1"), "name its --master");
    assertWrong(folds(out, "--master", "local[1]", "--jobs", 2), "--jobs is for this process");
    assertWrong(folds(out, "--master", "local[1]", "--conf", "memory=1g"), "begin with 'spark.'");
    assertWrong(folds(out, "--master", "nowhere"), "--master nowhere: ");
    assertFalse(Files.exists(out));
  }

  private static void assertWrong(TinyStudy.Ended ended, String message) {
    assertEquals(2, ended.code(), ended.err());
    assertTrue(ended.err().contains(message), ended.err());
  }
}
