package dev.tenor.engine.backend;

/// Depthwise 2-D convolution, channels last: every channel has a kernel of its own. x [B, H, W, C]
/// with w [kh, kw, C] gives y [B, outH, outW, C]. The geometry has as many input as output
/// channels.
public interface Depthwise<B extends Buffer> {
  /// y[b, oh, ow, c] = Σ x[b, h, w, c] · w[tap, c] + bias\[c\] over the taps whose pixel (h, w)
  /// lies inside the image; bias `[C]` or null.
  void forward(B y, B x, B w, B bias, ConvGeometry g);

  /// dx = the gradient of [#forward] for its input.
  void backwardData(B dx, B dy, B w, ConvGeometry g);

  /// dw += the gradient of [#forward] for its weight.
  void backwardWeightAccumulate(B dw, B dy, B x, ConvGeometry g);
}
