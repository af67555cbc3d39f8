package dev.tenor.engine.nn;

import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// A named value of a layer: trained (a weight), kept beside training (a running statistic), or
/// constant. It has no memory until a [ParameterSlab] gives it some.
public final class Parameter {
  private final Shape shape;
  private final StateLayout layout;
  private final Init init;
  private boolean trained;
  private Tensor tensor;

  Parameter(Shape shape, StateLayout layout, Init init, boolean trained) {
    this.shape = shape;
    this.layout = layout;
    this.init = init;
    this.trained = trained;
  }

  public Shape shape() {
    return shape;
  }

  public StateLayout layout() {
    return layout;
  }

  public boolean trained() {
    return trained;
  }

  /// Makes this a value that is not trained.
  ///
  /// @throws IllegalStateException if a [ParameterSlab] holds it already
  void freeze() {
    if (tensor != null) {
      throw new IllegalStateException(
          "parameter " + shape + " has memory already; freeze it before the slab is opened");
    }
    trained = false;
  }

  Init init() {
    return init;
  }

  /// @throws IllegalStateException before a [ParameterSlab] holds this parameter
  public Tensor tensor() {
    if (tensor == null) {
      throw new IllegalStateException(
          "parameter " + shape + " has no memory yet; put its network into a ParameterSlab first");
    }
    return tensor;
  }

  /// @throws IllegalStateException if an open slab holds this parameter: its values would be lost
  void bind(Tensor memory) {
    if (tensor != null && !tensor.lifetime().ended()) {
      throw new IllegalStateException(
          "parameter " + shape + " lies in another slab; close that, or build a second network");
    }
    tensor = memory;
  }
}
