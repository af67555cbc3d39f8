package dev.tenor.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final Path FULL_DISK = Path.of("/dev/full");

  @TempDir Path folder;

  private static IoConsumer<OutputStream> text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> filesInFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path oldFile() throws IOException {
    return Files.writeString(folder.resolve("model"), "old");
  }

  private void assertOldSurvivesAlone() throws IOException {
    assertEquals("old", Files.readString(folder.resolve("model")));
    assertEquals(List.of("model"), filesInFolder());
  }

  @Test
  void createsAndReplaces() throws IOException {
    Path target = folder.resolve("model");
    AtomicFile.write(target, text("first, and longer"));
    assertEquals("first, and longer", Files.readString(target));
    AtomicFile.write(target, text("second"));
    assertEquals("second", Files.readString(target));
    assertEquals(List.of("model"), filesInFolder());
  }

  @Test
  void readersSeeTheOldContentUntilTheEnd() throws IOException {
    Path target = oldFile();
    AtomicFile.write(
        target,
        out -> {
          out.write(new byte[200_000]);
          out.flush();
          assertEquals("old", Files.readString(target));
          String temporary = filesInFolder().getFirst();
          assertTrue(temporary.startsWith("."), temporary);
          assertEquals(200_000, Files.size(folder.resolve(temporary)));
        });
    assertEquals(200_000, Files.size(target));
  }

  @Test
  void theBodyMayCloseTheStream() throws IOException {
    Path target = folder.resolve("model");
    AtomicFile.write(
        target,
        out -> {
          try (out) {
            text("closed").accept(out);
          }
        });
    assertEquals("closed", Files.readString(target));
  }

  @Test
  void aFailureInTheMiddleKeepsTheOldFile() throws IOException {
    Path target = oldFile();
    IOException full = new IOException("No space left on device");
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      out.write(new byte[200_000]);
                      throw full;
                    }));
    assertEquals(
        "cannot write "
            + target
            + ": No space left on device; free some space or choose another disk",
        e.getMessage());
    assertSame(full, e.getCause());
    assertOldSurvivesAlone();
  }

  @Test
  void aFailureThatAWriterWrapsIsTheSame() throws IOException {
    IOException full = new IOException("No space left on device");
    IoConsumer<OutputStream> body =
        _ -> {
          throw new UncheckedIOException(full);
        };
    WriteException e = assertThrows(WriteException.class, () -> AtomicFile.write(oldFile(), body));
    assertSame(full, e.getCause());
    assertOldSurvivesAlone();
  }

  @Test
  void anErrorOfTheProgramKeepsTheOldFileToo() throws IOException {
    Path target = oldFile();
    RuntimeException bug = new IllegalStateException("bug");
    IoConsumer<OutputStream> body =
        _ -> {
          throw bug;
        };
    assertSame(bug, assertThrows(RuntimeException.class, () -> AtomicFile.write(target, body)));
    assertOldSurvivesAlone();
  }

  @Test
  void aFullDiskIsReportedByTheOperatingSystemsOwnError() throws IOException {
    assumeTrue(Files.exists(FULL_DISK), "needs /dev/full, the disk that is always full (Linux)");
    IOException e =
        assertThrows(IOException.class, () -> AtomicFile.write(FULL_DISK, text("content")));
    assertTrue(e.getMessage().contains("free some space"), e.getMessage());
    // Still a device: nothing was renamed over it.
    assertTrue(Files.readAttributes(FULL_DISK, BasicFileAttributes.class).isOther());

    Path target = oldFile();
    IoConsumer<OutputStream> body = _ -> Files.write(FULL_DISK, new byte[1]);
    e = assertThrows(IOException.class, () -> AtomicFile.write(target, body));
    assertTrue(e.getMessage().contains("free some space"), e.getMessage());
    assertOldSurvivesAlone();
  }

  @Test
  void aSymbolicLinkKeepsPointingToTheReplacedFile() throws IOException {
    Path target = oldFile();
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), target);
    AtomicFile.write(link, text("new"));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(target));
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamedWithTheWayOut() throws IOException {
    Path file = oldFile();
    Path missing = folder.resolve("missing");
    assertRefused(missing.resolve("a"), missing + " does not exist; create it");
    assertRefused(file.resolve("a"), file + " is not a folder; choose another path");
    assertRefused(folder, "it is a folder; name a file inside it");
    assertOldSurvivesAlone();
  }

  @Test
  void anUnwritableFolderIsNamedWithTheWayOut() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    assumeTrue(locked.toFile().setWritable(false), "needs a file system with permissions");
    assumeFalse(Files.isWritable(locked), "the superuser may write into every folder");
    assertRefused(locked.resolve("a"), locked + " is not writable; change its permissions");
  }

  private static void assertRefused(Path target, String expected) {
    IoConsumer<OutputStream> body = _ -> assertFalse(true, "the body must not run");
    String message =
        assertThrows(IOException.class, () -> AtomicFile.write(target, body)).getMessage();
    assertTrue(message.startsWith("cannot write " + target + ": "), message);
    assertTrue(message.contains(expected), message);
  }
}
