package dev.tenor.ser.features;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Limits the size of a folder.
final class OldestFiles {
  private record Entry(Path file, long bytes, long written) {}

  private OldestFiles() {}

  /// Deletes the files that were written first until the others hold at most `maxBytes`. Files that
  /// come and go meanwhile, or cannot be deleted, are passed over.
  static void delete(Path folder, long maxBytes) {
    List<Entry> entries = entries(folder);
    long excess = entries.stream().mapToLong(Entry::bytes).sum() - maxBytes;
    entries.sort(Comparator.comparingLong(Entry::written));
    for (int i = 0; i < entries.size() && excess > 0; i++) {
      entries.get(i).file().toFile().delete();
      excess -= entries.get(i).bytes();
    }
  }

  private static List<Entry> entries(Path folder) {
    List<Entry> entries = new ArrayList<>();
    SimpleFileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            long written = attributes.lastModifiedTime().toMillis();
            entries.add(new Entry(file, attributes.size(), written));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(folder, visitor);
    } catch (IOException e) {
      throw new IllegalStateException("the visitor throws nothing", e);
    }
    return entries;
  }
}
