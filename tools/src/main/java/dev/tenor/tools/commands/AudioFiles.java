package dev.tenor.tools.commands;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The recordings that a command's FILE arguments name.
final class AudioFiles {
  private static final List<String> EXTENSIONS = List.of(".wav", ".flac", ".mp3", ".ogg", ".oga");

  private AudioFiles() {}

  /// A file as it is, whatever its name; the audio files below a folder, in the order of their
  /// paths, without hidden ones.
  ///
  /// @throws DataException if a folder holds no audio file
  static List<Path> below(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> tree = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> files =
          tree.filter(AudioFiles::isAudio).filter(Files::isRegularFile).sorted().toList();
      if (files.isEmpty()) {
        throw new DataException(
            path + ": no audio file in this folder; expected " + String.join(" ", EXTENSIONS));
      }
      return files;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isAudio(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && EXTENSIONS.stream().anyMatch(name::endsWith);
  }
}
