package dev.tenor.ser.corpus;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Finds a corpus' folder in what the user named.
public final class Folders {
  private Folders() {}

  /// @throws DataException if `data` is no folder
  public static Path require(Path data, Corpus corpus) throws DataException {
    if (!Files.isDirectory(data)) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: no such folder; %s expects %s",
              data,
              corpus.name(),
              corpus.layout()));
    }
    return data;
  }

  /// What a folder holds, sorted.
  public static List<Path> list(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      children.forEach(paths::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    paths.sort(null);
    return paths;
  }

  /// `data` itself or the folder inside it that has one of `names` in any case, tried in turn at
  /// each level.
  public static Path inside(Path data, List<String> names) throws IOException {
    Path root = data;
    for (String name : names) {
      root =
          list(root).stream()
              .filter(Files::isDirectory)
              .filter(child -> child.getFileName().toString().equalsIgnoreCase(name))
              .findFirst()
              .orElse(root);
    }
    return root;
  }
}
