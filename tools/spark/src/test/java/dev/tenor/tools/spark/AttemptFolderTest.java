package dev.tenor.tools.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Attempts at a run that begin, go on with another's work, and take its place.
final class AttemptFolderTest {
  @TempDir Path folder;

  private Path run() {
    return folder.resolve("runs/a/fold0-seed1");
  }

  private static void epochs(Path run, int epochs) throws IOException {
    Files.writeString(run.resolve("config.json"), "{}");
    Files.writeString(run.resolve("history.csv"), "epoch\n" + "1\n".repeat(epochs));
    Files.writeString(run.resolve("checkpoint.safetensors"), "after " + epochs);
  }

  private static void finish(Path run) throws IOException {
    epochs(run, 9);
    Files.delete(run.resolve("checkpoint.safetensors"));
    Files.writeString(run.resolve("model.safetensors"), "model");
    Files.writeString(run.resolve("README.md"), "done");
  }

  private static String checkpoint(Path run) throws IOException {
    return Files.readString(run.resolve("checkpoint.safetensors"));
  }

  @Test
  void anAttemptGoesOnFromTheFarthest() throws IOException {
    AttemptFolder first = AttemptFolder.begin(run());
    assertEquals(List.of(), TinyStudy.files(first.path()));
    AttemptFolder second = AttemptFolder.begin(run());
    epochs(first.path(), 2);
    epochs(second.path(), 3);
    Files.writeString(second.path().resolve(".tenor-1.tmp"), "half");
    AttemptFolder third = AttemptFolder.begin(run());
    assertEquals("after 3", checkpoint(third.path()));
    assertFalse(Files.exists(third.path().resolve(".tenor-1.tmp")));
    assertEquals("after 2", checkpoint(first.path()), "it may still be at work");
    assertFalse(Files.exists(run()));
  }

  @Test
  void theFirstThatIsDoneTakesThePlace() throws IOException {
    Files.createDirectories(run());
    epochs(run(), 1);
    AttemptFolder first = AttemptFolder.begin(run());
    AttemptFolder second = AttemptFolder.begin(run());
    finish(first.path());
    first.publish();
    assertTrue(Files.exists(run().resolve("README.md")));
    assertFalse(Files.exists(first.path()));
    epochs(second.path(), 8);
    second.publish();
    assertTrue(Files.exists(run().resolve("README.md")), "a run that is less far stays away");
    AttemptFolder.settle(run());
    try (Stream<Path> left = Files.list(run().getParent())) {
      assertEquals(List.of(run()), left.toList());
    }
    AttemptFolder.settle(run());
  }

  @Test
  void whatIsLeftIsSettled() throws IOException {
    AttemptFolder first = AttemptFolder.begin(run());
    epochs(first.path(), 5);
    epochs(AttemptFolder.begin(run()).path(), 4);
    AttemptFolder.settle(run());
    assertEquals("after 5", checkpoint(run()));
    assertEquals(List.of(), AttemptFolder.all(run()));
  }

  @Test
  void testsOnOtherCorporaCount() throws IOException {
    Files.createDirectories(run());
    finish(run());
    AttemptFolder attempt = AttemptFolder.begin(run());
    Files.createDirectories(attempt.path().resolve("tested"));
    Files.writeString(attempt.path().resolve("tested/emodb.csv"), "x");
    attempt.publish();
    assertTrue(Files.exists(run().resolve("tested/emodb.csv")));
  }
}
