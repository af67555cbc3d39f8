package dev.tenor.tools.badinput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What lies in a folder.
final class Folder {
  private Folder() {}

  /// Every path below `folder`, files with their time of change and their size.
  static SortedMap<Path, String> content(Path folder) throws IOException {
    SortedMap<Path, String> content = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.toList()) {
        content.put(
            path,
            Files.isDirectory(path)
                ? "folder"
                : Files.getLastModifiedTime(path) + " " + Files.size(path));
      }
    }
    return content;
  }
}
