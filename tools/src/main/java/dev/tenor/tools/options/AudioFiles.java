package dev.tenor.tools.options;

import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioExtensions;
import dev.tenor.ser.corpus.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// The recordings that a command's FILE arguments name.
public final class AudioFiles {
  private AudioFiles() {}

  /// A file as it is, whatever its name; the audio files below a folder, in the order of their
  /// paths, without hidden ones.
  ///
  /// @param notes receives a line about the files of a folder that are left out
  /// @throws DataException if a folder holds no audio file
  public static List<Path> below(Path path, Consumer<String> notes) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    FileTree tree = FileTree.below(path);
    tree.notes().forEach(notes);
    if (tree.recordings().isEmpty()) {
      throw new DataException(
          path
              + ": no audio file in this folder; expected "
              + String.join(" ", AudioExtensions.all()));
    }
    return tree.recordings();
  }
}
