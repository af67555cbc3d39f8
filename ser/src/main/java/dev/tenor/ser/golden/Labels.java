package dev.tenor.ser.golden;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// The integer tensor `labels` `[B]` of a golden file as the engine takes it, in floats.
final class Labels {
  static final String NAME = "labels";

  private Labels() {}

  /// @throws FormatException if a label is not in 0 … classes − 1
  static Tensor constant(Pass pass, Safetensors file, int classes) throws FormatException {
    long[] labels = file.longs(NAME);
    float[] values = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new FormatException(
            file.path(),
            "label " + labels[i] + " of row " + i + " is not in 0…" + (classes - 1),
            "write the file again");
      }
      values[i] = labels[i];
    }
    return pass.constant(Shape.of(file.shape(NAME)), values);
  }
}
