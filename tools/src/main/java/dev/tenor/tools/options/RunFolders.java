package dev.tenor.tools.options;

import dev.tenor.engine.io.WriteException;
import dev.tenor.ser.run.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The default folders of results.
public final class RunFolders {
  static final Path ROOT = Path.of("runs");

  private RunFolders() {}

  /// `runs/NAME`, or the first of `runs/NAME-2`, `runs/NAME-3`, … that does not exist.
  public static Path unused(String name) {
    Path folder = ROOT.resolve(name);
    for (int i = 2; Files.exists(folder); i++) {
      folder = ROOT.resolve(name + "-" + i);
    }
    return folder;
  }

  /// `CORPORA-PROTOCOL` of a run, without the paths of split files.
  public static String name(RunSpec spec) {
    String tested = spec.tested().isEmpty() ? "" : "-on-" + spec.tested();
    String protocol = spec.protocol().contains(".json") ? "saved-split" : spec.protocol();
    return spec.corpus() + tested + "-" + protocol;
  }

  /// Makes a folder and those above it.
  ///
  /// @throws WriteException if that is impossible
  static void create(Path folder) throws WriteException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new WriteException(folder, "the folder cannot be created; choose another place", e);
    }
  }
}
