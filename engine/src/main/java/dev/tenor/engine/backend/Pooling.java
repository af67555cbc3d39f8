package dev.tenor.engine.backend;

/// 2-D pooling, channels last.
public interface Pooling<B extends Buffer> {
  /// y = the mean of each window; no padding.
  void average(B y, B x, PoolGeometry g);

  /// dx = the gradient of [#average]; positions in no window get 0.
  void averageBackward(B dx, B dy, PoolGeometry g);

  /// y = the maximum of each window's places inside the image; `index` gets its place in the
  /// window, row·kernelW + column, the first one on a tie. A NaN in the window is its maximum.
  void max(B y, B index, B x, PoolGeometry g);

  /// dx = the gradient of [#max].
  void maxBackward(B dx, B dy, B index, PoolGeometry g);
}
