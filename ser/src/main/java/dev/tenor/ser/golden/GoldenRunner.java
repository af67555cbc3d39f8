package dev.tenor.ser.golden;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Runs the golden files of a folder: `op_<name>`, `network_<name>` and `frontend`, each with the
/// extension `.safetensors`. What a file computes is chosen by its name; everything else (shapes,
/// settings, seeds) is in the file.
public final class GoldenRunner {
  private static final String EXTENSION = ".safetensors";

  private final Path folder;
  private final Recordings recordings;

  /// @param corpora where the recordings of the front end's files are; null to look beside `folder`
  ///   and in the folders above
  public GoldenRunner(Path folder, Path corpora) {
    this.folder = folder;
    this.recordings = Recordings.of(folder, corpora);
  }

  /// The folder's golden files, by name.
  ///
  /// @throws DataException if there is no such folder or it holds none
  public List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new DataException(folder + ": no such folder; name one with golden files");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.filter(p -> p.toString().endsWith(EXTENSION)).sorted().toList();
      if (files.isEmpty()) {
        throw new DataException(folder + ": holds no golden file (*" + EXTENSION + ")");
      }
      return files;
    }
  }

  /// Runs one file; a file that cannot be run is a report that failed.
  public GoldenReport run(Path file, Backend backend) {
    String name = file.getFileName().toString();
    try (BufferPool pool = new BufferPool(backend)) {
      String kind = name.substring(0, name.length() - EXTENSION.length());
      return GoldenReport.of(name, backend.name(), checks(kind, Safetensors.read(file), pool));
    } catch (IOException | IllegalArgumentException e) {
      return GoldenReport.failed(name, backend.name(), e.getMessage());
    }
  }

  private List<GoldenCheck> checks(String kind, Safetensors file, BufferPool pool)
      throws IOException {
    if (kind.startsWith("op_")) {
      return OpGolden.run(kind.substring("op_".length()), file, pool);
    }
    if (kind.equals("network") || kind.startsWith("network_")) {
      return NetworkGolden.run(file, pool);
    }
    if (kind.equals("frontend") || kind.startsWith("frontend_")) {
      return FrontEndGolden.run(file, recordings);
    }
    throw new IllegalArgumentException(
        "unknown golden kind '" + kind + "'; names begin with op_, network_ or frontend");
  }
}
