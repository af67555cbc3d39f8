package dev.tenor.ser.baseline;

import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import java.util.Arrays;

/// Reads what a classifier consists of.
final class Tensors {
  private static final String AGAIN = "train the model again";

  private Tensors() {}

  /// @param shape −1 for any size
  /// @throws FormatException if there is no such tensor, its shape is another one, or a value is
  ///   not finite
  static float[] floats(Safetensors file, String name, int... shape) throws FormatException {
    int[] found = file.shape(name);
    boolean fits = found.length == shape.length;
    for (int i = 0; fits && i < shape.length; i++) {
      fits = shape[i] < 0 || shape[i] == found[i];
    }
    if (!fits) {
      throw new FormatException(
          file.path(),
          name + " is " + Arrays.toString(found) + ", must be " + Arrays.toString(shape),
          AGAIN);
    }
    float[] values = file.floats(name);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new FormatException(file.path(), name + " holds " + value, AGAIN);
      }
    }
    return values;
  }
}
