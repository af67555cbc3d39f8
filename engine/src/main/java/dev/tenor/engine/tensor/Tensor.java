package dev.tenor.engine.tensor;

import dev.tenor.engine.backend.Buffer;

/// A shape over a backend's buffer: float32, row-major, always contiguous (a reshape or permute
/// copies). A tensor made in a pass is gone when the pass ends; using it later throws.
public final class Tensor {
  private final Shape shape;
  private final Buffer buffer;
  private final Lifetime lifetime;
  private final int slot;
  private final Buffer leafGrad;

  private Tensor(Shape shape, Buffer buffer, Lifetime lifetime, int slot, Buffer leafGrad) {
    this.shape = shape;
    this.buffer = buffer;
    this.lifetime = lifetime;
    this.slot = slot;
    this.leafGrad = leafGrad;
  }

  /// A value without a gradient.
  public static Tensor constant(Shape shape, Buffer buffer, Lifetime lifetime) {
    return new Tensor(shape, buffer, lifetime, -1, null);
  }

  /// A value whose gradient is added up in `grad` (same length).
  public static Tensor leaf(Shape shape, Buffer buffer, Buffer grad, Lifetime lifetime) {
    return new Tensor(shape, buffer, lifetime, -1, grad);
  }

  /// An intermediate value; its gradient lives in the tape's `slot` while backward runs.
  public static Tensor intermediate(Shape shape, Buffer buffer, Lifetime lifetime, int slot) {
    return new Tensor(shape, buffer, lifetime, slot, null);
  }

  public Shape shape() {
    return shape;
  }

  /// @throws IllegalStateException if the pass that made this tensor has ended
  public Buffer buffer() {
    requireAlive();
    return buffer;
  }

  private void requireAlive() {
    if (lifetime.ended()) {
      throw new IllegalStateException(
          "tensor "
              + shape
              + " was used after the end of its "
              + lifetime.describe()
              + "; copy its values out with Pass.read before closing the pass");
    }
  }

  /// The span in which this tensor may be used: a pass, or a network's memory.
  public Lifetime lifetime() {
    return lifetime;
  }

  public boolean requiresGrad() {
    return slot >= 0 || leafGrad != null;
  }

  /// Where the gradient of a leaf is added up; null for other tensors.
  ///
  /// @throws IllegalStateException if the pass that made this leaf has ended
  public Buffer leafGrad() {
    if (leafGrad != null) {
      requireAlive();
    }
    return leafGrad;
  }

  /// The tape's number for an intermediate tensor, −1 for others.
  public int slot() {
    return slot;
  }

  @Override
  public String toString() {
    return "Tensor" + shape;
  }
}
