package dev.tenor.engine.autograd;

/// An op whose output is a constant, whatever its inputs are: a comparison, the place of a maximum.
/// Its derivative is 0 wherever there is one.
public interface ConstantOp extends Op {
  @Override
  default boolean differentiable() {
    return false;
  }

  /// Never called: nothing depends on the inputs.
  @Override
  default void backward(OpContext c) {
    throw new IllegalStateException(name() + ": has no gradient");
  }
}
