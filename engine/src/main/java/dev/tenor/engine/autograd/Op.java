package dev.tenor.engine.autograd;

import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// An operation with one output. Implementations are records of their settings; the values come
/// through [OpContext]. `backward` is not optional; an op through which no gradient can go is a
/// [ConstantOp].
public interface Op {
  /// The name in error messages and profiles, for example `linear`.
  String name();

  /// The shape of the output. This is the only place where shapes are checked.
  ///
  /// @throws ShapeException if the inputs do not fit; the message names both shapes
  Shape infer(List<Shape> inputs);

  /// Whether gradients go through this op. The output of one that says no is a constant.
  default boolean differentiable() {
    return true;
  }

  /// Writes `c.out()`.
  void forward(OpContext c);

  /// The floating-point operations of one forward call, for profiles; 0 where memory is the limit.
  /// Backward costs the same again for each operand of a product that needs a gradient.
  default long flops(List<Shape> inputs, Shape output) {
    return 0;
  }

  /// Writes the gradient of every input for which `c.needsGrad(i)`.
  void backward(OpContext c);
}
