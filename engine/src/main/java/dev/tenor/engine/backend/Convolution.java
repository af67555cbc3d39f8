package dev.tenor.engine.backend;

/// 2-D convolution, channels last.
public interface Convolution<B extends Buffer> {
  /// y = conv(x, w) + bias; bias `[Cout]` or null.
  void forward(B y, B x, B w, B bias, ConvGeometry g);

  /// How many floats [#pack] writes for images and a kernel as in `g`, whatever the batch; 0 if the
  /// backend has no better layout for such weights.
  default int packedLength(ConvGeometry g) {
    return 0;
  }

  /// Copies w to the layout that [#forwardPacked] reads.
  default void pack(B packed, B w, ConvGeometry g) {
    throw new UnsupportedOperationException("this backend packs no weights");
  }

  /// The same as [#forward], bit for bit, with packed weights. The batch may differ from that of
  /// the geometry with which they were packed.
  default void forwardPacked(B y, B x, B packed, B bias, ConvGeometry g) {
    throw new UnsupportedOperationException("this backend packs no weights");
  }

  /// dx = the gradient of [#forward] for its input.
  void backwardData(B dx, B dy, B w, ConvGeometry g);

  /// dw += the gradient of [#forward] for its weight.
  void backwardWeightAccumulate(B dw, B dy, B x, ConvGeometry g);
}
