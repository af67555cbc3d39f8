package dev.tenor.engine.backend;

/// 2-D convolution, channels last.
public interface Convolution<B extends Buffer> {
  /// y = conv(x, w) + bias; bias `[Cout]` or null.
  void forward(B y, B x, B w, B bias, ConvGeometry g);

  /// dx = the gradient of [#forward] for its input.
  void backwardData(B dx, B dy, B w, ConvGeometry g);

  /// dw += the gradient of [#forward] for its weight.
  void backwardWeightAccumulate(B dw, B dy, B x, ConvGeometry g);
}
