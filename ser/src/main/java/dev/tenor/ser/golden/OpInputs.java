package dev.tenor.ser.golden;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The inputs and settings of an op's golden file. Records which tensors the op has read, so that
/// an unused tensor does not count as tested.
final class OpInputs {
  private final Safetensors file;
  private final Pass pass;
  private final Map<String, Tensor> taken = new LinkedHashMap<>();

  OpInputs(Safetensors file, Pass pass) {
    this.file = file;
    this.pass = pass;
  }

  Pass pass() {
    return pass;
  }

  boolean has(String name) {
    return file.contains(name);
  }

  /// A tensor with a gradient.
  Tensor variable(String name) throws FormatException {
    Tensor tensor = pass.variable(shape(name), file.floats(name));
    taken.put(name, tensor);
    return tensor;
  }

  /// A tensor with a gradient, or null where the file has none of this name.
  Tensor optional(String name) throws FormatException {
    return has(name) ? variable(name) : null;
  }

  /// A tensor without a gradient.
  Tensor constant(String name) throws FormatException {
    Tensor tensor = pass.constant(shape(name), file.floats(name));
    taken.put(name, tensor);
    return tensor;
  }

  /// The integer tensor `labels`.
  Tensor labels(int classes) throws FormatException {
    Tensor tensor = Labels.constant(pass, file, classes);
    taken.put(Labels.NAME, tensor);
    return tensor;
  }

  /// The shape of a tensor; a scalar counts as [1].
  Shape shape(String name) throws FormatException {
    int[] dims = file.shape(name);
    return dims.length == 0 ? Shape.of(1) : Shape.of(dims);
  }

  int setting(String key, int otherwise) {
    String text = file.metadata().get(key);
    return text == null ? otherwise : Integer.parseInt(text.strip());
  }

  float setting(String key, float otherwise) {
    String text = file.metadata().get(key);
    return text == null ? otherwise : Float.parseFloat(text.strip());
  }

  Map<String, Tensor> taken() {
    return taken;
  }

  /// The tensors that are neither the op's result nor taken by it.
  List<String> untaken() {
    List<String> rest = new ArrayList<>(file.names());
    rest.removeAll(taken.keySet());
    rest.removeIf(name -> name.equals(OpGolden.OUTPUT) || name.startsWith(OpGolden.GRADIENT));
    return rest;
  }
}
