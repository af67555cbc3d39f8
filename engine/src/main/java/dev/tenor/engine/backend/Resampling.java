package dev.tenor.engine.backend;

/// Weighted sums over windows along one axis: what interpolation, average pooling with padding and
/// adaptive pooling come down to, an axis at a time, and with the transposed table their gradients.
public interface Resampling<B extends Buffer> {
  /// y[o,i,c] = Σ_t weight[i,t] · x[o, first\[i\] + t, c] over t < count\[i\], for x [outer, in,
  /// inner] and y [outer, out, inner].
  ///
  /// @param table [out, 2 + taps]: for each i the whole numbers `first[i]` and `count[i]` ≤ taps,
  ///   then the weights. All of its places lie inside x
  void alongAxis(B y, B x, B table, int outer, int in, int out, int inner, int taps);
}
