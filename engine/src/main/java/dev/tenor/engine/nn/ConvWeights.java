package dev.tenor.engine.nn;

import dev.tenor.engine.ops.ConvSettings;
import dev.tenor.engine.tensor.Shape;
import java.util.stream.IntStream;

/// What the weights of convolution layers have in common: [kernel…, Cin/groups, Cout] inside,
/// [Cout, Cin/groups, kernel…] in the state dict, and PyTorch's initial values.
///
/// @param shape the shape inside
/// @param fanIn the second axis of the state dict's weight times the kernel's size, as PyTorch
///   counts
record ConvWeights(Shape shape, int fanIn) {
  /// @throws IllegalArgumentException if the channels do not fall into the settings' groups
  static ConvWeights of(String layer, int in, int out, ConvSettings settings, int... kernel) {
    int groups = settings.groups();
    if (in % groups != 0 || out % groups != 0) {
      throw new IllegalArgumentException(
          layer
              + ": "
              + in
              + " and "
              + out
              + " channels do not both fall into "
              + groups
              + " equal groups");
    }
    int[] dims = IntStream.concat(IntStream.of(kernel), IntStream.of(in / groups, out)).toArray();
    int fanIn = IntStream.of(kernel).reduce(in / groups, (a, b) -> a * b);
    return new ConvWeights(Shape.of(dims), fanIn);
  }

  StateLayout layout() {
    return shape.rank() == 4
        ? StateLayout.permuted(shape, 3, 2, 0, 1)
        : StateLayout.permuted(shape, 2, 1, 0);
  }

  Init weightInit() {
    return Init.kaimingUniform(fanIn, Math.sqrt(5));
  }

  Init biasInit() {
    return Init.uniform(1 / Math.sqrt(fanIn));
  }
}
