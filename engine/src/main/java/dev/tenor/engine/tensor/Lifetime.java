package dev.tenor.engine.tensor;

/// The span in which a tensor's buffer is its own. After it the buffer may hold something else.
public interface Lifetime {
  boolean ended();

  /// Names the span for error messages, for example `training pass (step 12)`.
  String describe();
}
