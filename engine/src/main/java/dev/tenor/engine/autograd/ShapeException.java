package dev.tenor.engine.autograd;

/// Shapes that do not fit together. The message names the op, the shapes and what differs.
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public ShapeException(String message) {
    super(message);
  }

  /// The same error with the layer path in front.
  public ShapeException at(String path) {
    return path.isEmpty() ? this : new ShapeException(path + ": " + getMessage());
  }
}
