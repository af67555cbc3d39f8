package dev.tenor.ser.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A recording that comes through a pipe, as a temporary file: readers go back and forth.
final class Spool implements AutoCloseable {
  private static final Path STDIN = Path.of("-");

  private final Path file;

  private Spool(Path file) {
    this.file = file;
  }

  /// Whether `path` is `-`, a named or unnamed pipe, or a device.
  static boolean isStream(Path path) {
    return path.equals(STDIN)
        || Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  /// Reads a stream to its end.
  static Spool of(Path path) throws IOException {
    Path file = Files.createTempFile("tenor-", ".audio");
    try {
      if (path.equals(STDIN)) {
        Files.copy(System.in, file, StandardCopyOption.REPLACE_EXISTING);
      } else {
        try (InputStream in = Files.newInputStream(path)) {
          Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return new Spool(file);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
