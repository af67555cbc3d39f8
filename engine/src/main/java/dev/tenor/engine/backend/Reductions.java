package dev.tenor.engine.backend;

/// Sums and extremes over an axis, and their transposes. A tensor is seen as [outer, axis, inner].
public interface Reductions<B extends Buffer> {
  /// y[o,i] = scale · Σ_j x[o,j,i], or += with `accumulate`.
  void sumAxis(B y, B x, int outer, int axis, int inner, float scale, boolean accumulate);

  /// y[o,j,i] = scale · x[o,i]
  void broadcastAxis(B y, B x, int outer, int axis, int inner, float scale);

  /// y[o,i] = the largest x[o,j,i] over j, or with `largest` false the smallest; NaN if there is
  /// one. place[o,i] is its j: the first of equal ones, or of NaN. The axis is not empty.
  void extreme(B y, B place, B x, boolean largest, int outer, int axis, int inner);

  /// y[o,j,i] = Σ x[o,k,i] over k ≤ j, or with `reverse` over k ≥ j.
  void cumulativeSum(B y, B x, int outer, int axis, int inner, boolean reverse);

  /// y[0] = Σ x², over n elements.
  void sumOfSquares(B y, B x, int n);
}
