package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// A part of a network: parameters, child layers, and a forward pass. Names follow PyTorch's state
/// dict: a child `blocks.0` with a parameter `weight` is found as `blocks.0.weight`.
public abstract class Layer {
  private final Map<String, Layer> children = new LinkedHashMap<>();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private String name = "";

  /// Adds a child under a name; returns it.
  protected final <L extends Layer> L child(String childName, L layer) {
    if (children.putIfAbsent(childName, layer) != null) {
      throw new IllegalArgumentException("layer: two children are called " + childName);
    }
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
    return add(parameterName, new Parameter(shape, layout, init, true));
  }

  /// Adds a value that is saved with the network but not trained.
  protected final Parameter state(String parameterName, Shape shape, float value) {
    return add(
        parameterName, new Parameter(shape, StateLayout.same(shape), Init.constant(value), false));
  }

  private Parameter add(String parameterName, Parameter parameter) {
    if (parameters.putIfAbsent(parameterName, parameter) != null) {
      throw new IllegalArgumentException("layer: two parameters are called " + parameterName);
    }
    return parameter;
  }

  /// Runs this layer on x.
  protected abstract Tensor forward(Pass pass, Tensor x);

  /// Runs this layer on x; errors inside name the layer, and an observer of the pass sees the
  /// result.
  public final Tensor apply(Pass pass, Tensor x) {
    return inside(pass, () -> forward(pass, x));
  }

  /// Runs `body` inside this layer's name.
  protected final Tensor inside(Pass pass, Supplier<Tensor> body) {
    if (name.isEmpty()) {
      return body.get();
    }
    pass.enter(name);
    try {
      Tensor result = body.get();
      pass.show(result);
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
