package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Layers one after the other, called `0`, `1` … as in PyTorch, or by names of their own.
///
/// ```java
/// Sequential network =
///     new Sequential(
///         new Conv2d(1, 8, 3, 1, 1),
///         Activation.relu(),
///         new Flatten(),
///         new Linear(8 * 28 * 28, 10));
/// Sequential named =
///     new Sequential().add("hidden", new Linear(4, 8)).add("out", new Linear(8, 3));
/// ```
public final class Sequential extends UnaryLayer {
  private final List<UnaryLayer> layers = new ArrayList<>();

  /// @throws IllegalArgumentException if a layer stands here twice; put one of equal settings there
  public Sequential(UnaryLayer... layers) {
    for (UnaryLayer layer : layers) {
      add(Integer.toString(this.layers.size()), layer);
    }
  }

  /// Appends a layer; returns this.
  ///
  /// @throws IllegalArgumentException if the name is taken or the layer stands here already
  public Sequential add(String name, UnaryLayer layer) {
    if (layers.contains(layer)) {
      throw new IllegalArgumentException(
          "sequential: layer "
              + name
              + " stands here already; make another, or write a layer that applies it twice");
    }
    layers.add(child(name, layer));
    return this;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    Tensor y = x;
    for (int i = 0; i < layers.size(); i++) {
      y = layers.get(i).apply(pass, y);
    }
    return y;
  }
}
