package dev.tenor.ser.golden;

import dev.tenor.engine.io.DType;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The contents of a golden file, to be changed and written elsewhere.
final class GoldenCopy {
  private final Safetensors original;
  private final Map<String, String> metadata;
  private final Map<String, float[]> changed = new LinkedHashMap<>();

  private GoldenCopy(Safetensors original) {
    this.original = original;
    this.metadata = new LinkedHashMap<>(original.metadata());
  }

  static GoldenCopy of(Path file) throws IOException {
    return new GoldenCopy(Safetensors.read(file));
  }

  void metadata(String key, String value) {
    metadata.put(key, value);
  }

  void change(String tensor, int index, UnaryOperator<Float> change) throws IOException {
    float[] values = original.floats(tensor);
    values[index] = change.apply(values[index]);
    changed.put(tensor, values);
  }

  Path write(Path file) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    metadata.forEach(writer::metadata);
    for (String name : original.names()) {
      int[] shape = original.shape(name);
      if (original.dtype(name) == DType.I64) {
        writer.addLongs(name, shape, original.longs(name));
      } else {
        writer.add(name, shape, changed.getOrDefault(name, original.floats(name)));
      }
    }
    writer.write(file);
    return file;
  }
}
