package dev.tenor.ser.models;

import dev.tenor.ser.corpus.Listing;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tables that come with a corpus.
final class Beside {
  private static final int LEVELS = 3;

  private Beside() {}

  /// A file in the folder of the recordings or in one of the two above; null if there is none.
  static Path find(Listing corpus, String name) {
    if (corpus.utterances().isEmpty()) {
      return null;
    }
    Path folder = corpus.utterances().getFirst().audio().toAbsolutePath().normalize().getParent();
    for (int level = 0; level < LEVELS && folder != null; level++) {
      if (Files.isRegularFile(folder.resolve(name))) {
        return folder.resolve(name);
      }
      folder = folder.getParent();
    }
    return null;
  }
}
