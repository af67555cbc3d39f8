package dev.tenor.engine.data;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.List;

/// Some rows of every array of [MiniBatches], in the order in which the arrays were added.
public record MiniBatch(List<Part> parts) {
  /// The rows of one array.
  ///
  /// @param shape the number of rows, then the shape of a row
  public record Part(Shape shape, float[] values) {}

  /// The rows of array i as a constant of a pass.
  public Tensor get(Pass pass, int i) {
    return pass.constant(parts.get(i).shape(), parts.get(i).values());
  }

  /// The rows of array i.
  public float[] values(int i) {
    return parts.get(i).values();
  }

  /// How many rows this batch has.
  public int size() {
    return parts.getFirst().shape().dim(0);
  }
}
