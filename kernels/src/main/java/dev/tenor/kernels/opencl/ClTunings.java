package dev.tenor.kernels.opencl;

import dev.tenor.engine.io.AtomicFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// The tunings that were measured on this machine, one small file a device and driver. Without one,
/// or with one that cannot be read, a device gets the default of its kind.
final class ClTunings {
  private static final System.Logger LOG = System.getLogger(ClTunings.class.getName());
  private final Path folder;

  ClTunings(Path folder) {
    this.folder = folder;
  }

  private Path file(ClDevice device) {
    return folder.resolve(ClBinaryCache.Key.of(device, "", "").file().replace(".bin", ".tuning"));
  }

  ClTuning load(ClDevice device) {
    Path file = file(device);
    if (Files.notExists(file)) {
      return ClTuning.of(device);
    }
    try {
      Properties values = new Properties();
      try (var in = Files.newBufferedReader(file)) {
        values.load(in);
      }
      return new ClTuning(
          number(values, "lanes"),
          number(values, "group"),
          number(values, "rows"),
          number(values, "cols"),
          number(values, "depth"));
    } catch (IOException | IllegalArgumentException e) { // bad numbers and tunings are the latter
      LOG.log(
          Level.WARNING,
          "{0} is not used ({1}); run tenor tune to measure again",
          file,
          e.getMessage());
      return ClTuning.of(device);
    }
  }

  private static int number(Properties values, String name) {
    return Integer.parseInt(values.getProperty(name, ""));
  }

  /// @return the file
  Path store(ClDevice device, ClTuning t) throws IOException {
    Files.createDirectories(folder);
    String text =
        "# "
            + device.describe()
            + "\nlanes="
            + t.lanes()
            + "\ngroup="
            + t.group()
            + "\nrows="
            + t.rows()
            + "\ncols="
            + t.cols()
            + "\ndepth="
            + t.depth()
            + "\n";
    AtomicFile.write(file(device), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    return file(device);
  }
}
