package dev.tenor.ser.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldestFilesTest {
  @TempDir Path folder;

  /// Five files of 10 bytes, the last one being the oldest.
  @BeforeEach
  void write() throws IOException {
    for (int i = 0; i < 5; i++) {
      Path file = folder.resolve("sub" + i % 2).resolve("f" + i);
      Files.createDirectories(file.getParent());
      Files.write(file, new byte[10]);
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000 - i * 1000));
    }
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void whatFitsIsKept() throws IOException {
    OldestFiles.delete(folder, 50);
    assertEquals(List.of("f0", "f1", "f2", "f3", "f4"), left());
  }

  @Test
  void theOldestGoFirstAndNoMoreThanNeeded() throws IOException {
    OldestFiles.delete(folder, 49);
    assertEquals(List.of("f0", "f1", "f2", "f3"), left());
    OldestFiles.delete(folder, 15);
    assertEquals(List.of("f0"), left());
    OldestFiles.delete(folder, 0);
    assertEquals(List.of(), left());
  }

  @Test
  void aFolderThatIsNotThereHoldsNothing() {
    OldestFiles.delete(folder.resolve("none"), 0);
    assertFalse(Files.exists(folder.resolve("none")));
  }
}
