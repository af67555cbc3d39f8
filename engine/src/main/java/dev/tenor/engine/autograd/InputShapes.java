package dev.tenor.engine.autograd;

import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.AbstractList;
import java.util.RandomAccess;

/// The shapes of an op's inputs, seen through the inputs.
final class InputShapes extends AbstractList<Shape> implements RandomAccess {
  private final Tensor[] inputs;

  InputShapes(Tensor[] inputs) {
    this.inputs = inputs;
  }

  @Override
  public Shape get(int i) {
    return inputs[i].shape();
  }

  @Override
  public int size() {
    return inputs.length;
  }
}
