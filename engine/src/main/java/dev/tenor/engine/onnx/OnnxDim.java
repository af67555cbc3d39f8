package dev.tenor.engine.onnx;

import dev.tenor.engine.io.ProtoWriter;

/// A dim of an input or output: a number, or a name for one that is chosen when the model runs;
/// equal names stand for equal dims, an empty name for any.
public record OnnxDim(String name, int size) {
  public static OnnxDim of(int size) {
    return new OnnxDim(null, size);
  }

  public static OnnxDim free(String name) {
    return new OnnxDim(name, -1);
  }

  ProtoWriter proto() {
    ProtoWriter dim = new ProtoWriter();
    if (name == null) {
      return dim.integer(1, size);
    }
    return name.isEmpty() ? dim : dim.text(2, name);
  }
}
