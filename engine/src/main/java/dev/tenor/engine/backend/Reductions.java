package dev.tenor.engine.backend;

/// Sums over an axis, and their transposes. A tensor is seen as [outer, axis, inner].
public interface Reductions<B extends Buffer> {
  /// y[o,i] = scale · Σ_j x[o,j,i], or += with `accumulate`.
  void sumAxis(B y, B x, int outer, int axis, int inner, float scale, boolean accumulate);

  /// y[o,j,i] = scale · x[o,i]
  void broadcastAxis(B y, B x, int outer, int axis, int inner, float scale);

  /// y[0] = Σ x², over n elements.
  void sumOfSquares(B y, B x, int n);
}
