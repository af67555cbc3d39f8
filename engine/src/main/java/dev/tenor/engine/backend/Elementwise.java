package dev.tenor.engine.backend;

/// Maps over n elements. `y` may be the same buffer as an input in every method of this interface.
public interface Elementwise<B extends Buffer> {
  /// y = fn(x)
  void unary(UnaryFn fn, B y, B x, int n);

  /// dx = dy · fn′(x), where y = fn(x) is at hand.
  void unaryBackward(UnaryFn fn, B dx, B dy, B x, B y, int n);

  /// y = fn(a, b)
  void binary(BinaryFn fn, B y, B a, B b, int n);

  /// y[o,j,i] = fn(a[o,j,i], b[o,i]): b is repeated along the middle axis. With outer = 1 this adds
  /// a bias row to a matrix.
  void binaryBroadcast(BinaryFn fn, B y, B a, B b, int outer, int axis, int inner);

  /// y = fn(a, b), where a and b (operands 0 and 1) are repeated to the common shape. `y` may be an
  /// operand that is not repeated.
  void binaryStrided(BinaryFn fn, B y, B a, B b, Broadcast shape);

  /// d = dy · ∂fn/∂a for side 0, dy · ∂fn/∂b for side 1; d and dy have the common shape. Not for
  /// comparisons.
  void binaryGradient(BinaryFn fn, int side, B d, B dy, B a, B b, Broadcast shape);

  /// y = mask ≠ 0 ? a : b, where the three (operands 0 to 2) are repeated to the common shape.
  void choose(B y, B mask, B a, B b, Broadcast shape);

  /// y = alpha · x
  void scale(B y, B x, float alpha, int n);

  /// y += alpha · x
  void axpy(B y, float alpha, B x, int n);

  /// y = min(max(x, low), high); NaN stays NaN.
  void clamp(B y, B x, float low, float high, int n);

  /// dx = dy where low ≤ x ≤ high, 0 elsewhere.
  void clampBackward(B dx, B dy, B x, float low, float high, int n);

  /// y = x · keep / (1 − p), where `keep` is 0 with probability p. Element i keeps its value when
  /// its 16 random bits are not below p·2¹⁶ (rounded). These are half `i & 1` (low half first) of
  /// word `(i >> 1) & 3` of Philox block `i >> 3` with key `seed` and upper counter `stream`. The
  /// backward pass is the same call on the gradient.
  void dropout(B y, B x, float p, long seed, long stream, int n);
}
