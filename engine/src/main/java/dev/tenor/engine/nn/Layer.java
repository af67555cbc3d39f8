package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// A part of a network: parameters and child layers. Names follow PyTorch's state dict: a child
/// `blocks.0` with a parameter `weight` is found as `blocks.0.weight`.
///
/// A layer of one tensor in and one out extends [UnaryLayer]; any other has methods of its own that
/// run [#inside] its name. A layer used twice shares its weights.
public abstract class Layer {
  private final Map<String, Layer> children = new LinkedHashMap<>();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, Parameter> constants = new LinkedHashMap<>();
  private String name = "";

  /// Adds a child under a name; returns it.
  ///
  /// @throws IllegalArgumentException if the name is taken, as all methods that add something
  protected final <L extends Layer> L child(String childName, L layer) {
    put(children, "children", childName, layer);
    ((Layer) layer).name = childName;
    return layer;
  }

  /// Adds a trained parameter whose state-dict layout is its own.
  protected final Parameter parameter(String parameterName, Shape shape, Init init) {
    return parameter(parameterName, shape, StateLayout.same(shape), init);
  }

  /// Adds a trained parameter.
  protected final Parameter parameter(
      String parameterName, Shape shape, StateLayout layout, Init init) {
    return put(parameters, "parameters", parameterName, new Parameter(shape, layout, init, true));
  }

  /// Adds a value that is saved with the network but not trained.
  protected final Parameter state(String parameterName, Shape shape, float value) {
    return put(
        parameters,
        "parameters",
        parameterName,
        new Parameter(shape, StateLayout.same(shape), Init.constant(value), false));
  }

  /// Adds a value that is neither trained nor saved: a table or a mask that lives with the network,
  /// so that no step uploads it again. It is found nowhere but in the layer: not in state dicts.
  ///
  /// @param init is given the same random numbers for every seed
  protected final Parameter constant(String constantName, Shape shape, Init init) {
    return put(
        constants,
        "constants",
        constantName,
        new Parameter(shape, StateLayout.same(shape), init, false));
  }

  private static <T> T put(Map<String, T> map, String what, String name, T value) {
    if (map.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException("layer: two " + what + " are called " + name);
    }
    return value;
  }

  /// Runs `body` inside this layer's name, so that errors name the layer. A result that is a tensor
  /// is shown to the pass's observer; a layer of several results shows those that matter with
  /// [Pass#show].
  protected final <T> T inside(Pass pass, Supplier<T> body) {
    if (name.isEmpty()) {
      return body.get();
    }
    pass.enter(name);
    try {
      T result = body.get();
      if (result instanceof Tensor tensor) {
        pass.show(tensor);
      }
      return result;
    } finally {
      pass.leave();
    }
  }

  /// Visits all parameters with their full names: this layer's own, then the children's, in the
  /// order in which they were added.
  public final void forEachParameter(BiConsumer<String, Parameter> visitor) {
    visit("", visitor);
  }

  private void visit(String prefix, BiConsumer<String, Parameter> visitor) {
    parameters.forEach((key, parameter) -> visitor.accept(prefix + key, parameter));
    children.forEach((key, child) -> child.visit(prefix + key + ".", visitor));
  }

  /// Visits the constants in the same way.
  final void forEachConstant(BiConsumer<String, Parameter> visitor) {
    visitConstants("", visitor);
  }

  private void visitConstants(String prefix, BiConsumer<String, Parameter> visitor) {
    constants.forEach((key, constant) -> visitor.accept(prefix + key, constant));
    children.forEach((key, child) -> child.visitConstants(prefix + key + ".", visitor));
  }

  /// Visits this layer and all inside of it by path, each before those inside of it.
  final void forEachLayer(BiConsumer<String, Layer> visitor) {
    visitLayers("", visitor);
  }

  private void visitLayers(String path, BiConsumer<String, Layer> visitor) {
    visitor.accept(path, this);
    children.forEach(
        (key, child) -> child.visitLayers(path.isEmpty() ? key : path + "." + key, visitor));
  }

  /// How many values this layer has by itself, without those of its children.
  final long ownCount() {
    return parameters.values().stream().mapToLong(p -> p.shape().numel()).sum();
  }

  /// Stops training all parameters of this layer and its children.
  ///
  /// @throws IllegalStateException if a [ParameterSlab] holds them already
  public final void freeze() {
    forEachParameter((key, parameter) -> parameter.freeze());
  }

  /// The number of trained values in this layer and its children.
  public final long trainedCount() {
    long[] count = new long[1];
    forEachParameter((key, p) -> count[0] += p.trained() ? p.shape().numel() : 0);
    return count[0];
  }
}
