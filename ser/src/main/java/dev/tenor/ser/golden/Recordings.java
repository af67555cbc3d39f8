package dev.tenor.ser.golden;

import dev.tenor.ser.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// Finds the recordings that golden files name by their paths below a folder of corpora.
record Recordings(List<Path> folders) {
  private static final String CORPORA = "corpora";

  /// Only the folder given; or without one (null) `corpora` beside the golden files, then `corpora`
  /// or `shared/corpora` of the folders above them and above the working directory.
  static Recordings of(Path goldenFolder, Path corpora) {
    if (corpora != null) {
      return new Recordings(List.of(corpora));
    }
    SequencedSet<Path> candidates = new LinkedHashSet<>();
    Path golden = goldenFolder.toAbsolutePath().normalize();
    candidates.add(golden.resolveSibling(CORPORA));
    for (Path start : List.of(golden, Path.of("").toAbsolutePath())) {
      for (Path above = start; above != null; above = above.getParent()) {
        candidates.add(above.resolve(CORPORA));
        candidates.add(above.resolve("shared").resolve(CORPORA));
      }
    }
    return new Recordings(new ArrayList<>(candidates));
  }

  /// @throws DataException if no folder has it
  Path find(String path) throws DataException {
    for (Path folder : folders) {
      if (Files.isRegularFile(folder.resolve(path))) {
        return folder.resolve(path);
      }
    }
    throw new DataException(
        "recording '"
            + path
            + "' is not in "
            + folders.getFirst()
            + (folders.size() > 1 ? " nor in " + CORPORA + " of the folders above" : "")
            + "; name the folder that holds it with --corpora DIR");
  }
}
