package dev.tenor.tools.options;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where a manifest comes from: a file, a pipe such as `/dev/stdin` and the shell's `<(…)`, or `-`
/// for standard input. Paths in what comes through a pipe are relative to the current folder.
final class ManifestArgument {
  private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

  private ManifestArgument() {}

  static Path of(Path data) {
    return data.toString().equals("-") ? STANDARD_INPUT : data;
  }

  /// Checks that the manifest can be read several times.
  ///
  /// @throws IllegalArgumentException if it is a pipe
  static void requireFile(Path data) {
    if (data.equals(STANDARD_INPUT)
        || data.startsWith("/dev/fd")
        || data.startsWith("/proc/self/fd")
        || isPipe(data)) {
      throw new IllegalArgumentException(
          data
              + " is read once, but every run of an experiment reads its manifest; save it in a"
              + " file and name that");
    }
  }

  /// Whether it can be read only once, so that its kind cannot be detected first.
  static boolean isPipe(Path data) {
    return Files.exists(data) && !Files.isDirectory(data) && !Files.isRegularFile(data);
  }
}
