package dev.tenor.engine.optim;

import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;

/// Reads the parts of a checkpoint, and checks them.
final class StateFiles {
  private static final String HINT =
      "resume with the network and the settings that it was saved with";

  private StateFiles() {}

  /// A count in the metadata.
  static long count(Safetensors file, String name) throws FormatException {
    String saved = file.metadata().get(name);
    if (saved == null || !saved.matches("\\d{1,18}")) {
      throw new FormatException(file.path(), "it has no count " + name, HINT);
    }
    return Long.parseLong(saved);
  }

  /// A number in the metadata, which may be infinite.
  static double number(Safetensors file, String name) throws FormatException {
    String saved = file.metadata().get(name);
    try {
      return Double.parseDouble(saved == null ? "" : saved);
    } catch (NumberFormatException e) {
      throw new FormatException(file.path(), "it has no number " + name, HINT, e);
    }
  }

  /// A tensor of `length` values.
  static float[] floats(Safetensors file, String name, int length) throws FormatException {
    float[] values = file.floats(name);
    if (values.length != length) {
      throw new FormatException(
          file.path(), name + " has " + values.length + " values, not " + length, HINT);
    }
    return values;
  }
}
