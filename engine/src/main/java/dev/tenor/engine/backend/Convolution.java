package dev.tenor.engine.backend;

/// 2-D convolution and pooling, channels last.
public interface Convolution {
  /// y = conv(x, w) + bias; bias `[Cout]` or null.
  void conv2d(Buffer y, Buffer x, Buffer w, Buffer bias, ConvGeometry g);

  /// dx = the gradient of [#conv2d] for its input.
  void conv2dBackwardData(Buffer dx, Buffer dy, Buffer w, ConvGeometry g);

  /// dw += the gradient of [#conv2d] for its weight.
  void conv2dBackwardWeightAccumulate(Buffer dw, Buffer dy, Buffer x, ConvGeometry g);

  /// y = the mean of each window.
  void avgPool2d(Buffer y, Buffer x, PoolGeometry g);

  /// dx = the gradient of [#avgPool2d]; positions in no window get 0.
  void avgPool2dBackward(Buffer dx, Buffer dy, PoolGeometry g);

  /// y = the maximum of each window; `index` gets its place in the window, row·kernelW + column,
  /// the first one on a tie. A NaN in the window is its maximum.
  void maxPool2d(Buffer y, Buffer index, Buffer x, PoolGeometry g);

  /// dx = the gradient of [#maxPool2d].
  void maxPool2dBackward(Buffer dx, Buffer dy, Buffer index, PoolGeometry g);
}
