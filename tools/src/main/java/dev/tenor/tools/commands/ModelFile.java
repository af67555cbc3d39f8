package dev.tenor.tools.commands;

import dev.tenor.ser.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;

/// Lets commands take a run's folder in place of the model in it.
final class ModelFile {
  private ModelFile() {}

  static Path of(Path path) {
    return Files.isDirectory(path) ? new RunDirectory(path).model() : path;
  }
}
