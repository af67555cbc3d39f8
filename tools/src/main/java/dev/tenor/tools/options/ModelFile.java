package dev.tenor.tools.options;

import dev.tenor.ser.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;

/// Lets commands take a run's folder in place of the model in it.
public final class ModelFile {
  private ModelFile() {}

  public static Path of(Path path) {
    return Files.isDirectory(path) ? new RunDirectory(path).model() : path;
  }
}
