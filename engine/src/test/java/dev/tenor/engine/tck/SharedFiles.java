package dev.tenor.engine.tck;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Finds the folder `shared` that lies beside the project on some machines and holds golden values
/// and recordings.
public final class SharedFiles {
  private SharedFiles() {}

  /// A file or folder below `shared`, such as `golden`; the calling test is skipped where it is
  /// absent. Works from the project's top folder and from any folder inside.
  public static Path shared(String relative) {
    Path path = projectFolder().resolveSibling("shared").resolve(relative);
    if (!Files.exists(path)) {
      Assumptions.abort("needs " + path + ", which this machine does not have");
    }
    return path;
  }

  private static Path projectFolder() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("engine/pom.xml"))) {
        return folder;
      }
    }
    throw new IllegalStateException(start + " is outside the project; run the tests from within");
  }
}
