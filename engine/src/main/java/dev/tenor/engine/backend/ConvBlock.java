package dev.tenor.engine.backend;

/// Convolution blocks (see [ConvBlockGeometry]) in one go: what lies between the convolution and
/// the block's output need not go through memory. The result is that of the single primitives in
/// order, as in [ComposedConvBlock].
public interface ConvBlock<B extends Buffer> {
  /// How many floats [#training] saves for [#backward] beside `mean` and `rstd`: the convolution's
  /// output, unless the backend saves something else.
  default int savedLength(ConvBlockGeometry g) {
    return g.rows() * g.channels();
  }

  /// Training: normalises with the batch's statistics, moves the running ones, drops out.
  ///
  /// @param out [B, outH / pool, outW / pool, C]
  /// @param saved receives what [#backward] will need, in the backend's own layout: [#savedLength]
  ///   floats; `mean` and `rstd` `[C]` receive the batch's statistics
  void training(
      B out,
      B saved,
      B mean,
      B rstd,
      B runningMean,
      B runningVar,
      B x,
      B w,
      B bias,
      B gamma,
      B beta,
      ConvBlockGeometry g);

  /// Prediction: normalises with the running statistics, drops nothing.
  void inference(
      B out, B x, B w, B bias, B gamma, B beta, B runningMean, B runningVar, ConvBlockGeometry g);

  /// How many floats [#pack] writes; 0 if the backend packs nothing.
  default int packedLength(ConvBlockGeometry g) {
    return 0;
  }

  /// Joins a block's parameters and running statistics to what [#inferencePacked] reads.
  default void pack(
      B packed, B w, B bias, B gamma, B beta, B runningMean, B runningVar, ConvBlockGeometry g) {
    throw new UnsupportedOperationException("this backend packs no weights");
  }

  /// The same as [#inference], bit for bit, with packed weights. The batch may differ from that of
  /// the geometry with which they were packed.
  default void inferencePacked(B out, B x, B packed, ConvBlockGeometry g) {
    throw new UnsupportedOperationException("this backend packs no weights");
  }

  /// The gradients of [#training]: `dx` is overwritten (null if not wanted), the others are added
  /// to. The convolution's bias has none: batch norm takes it off again.
  ///
  /// @param saved as forward left it; afterwards its contents are undefined
  void backward(
      B dx,
      B dw,
      B dgamma,
      B dbeta,
      B dout,
      B saved,
      B mean,
      B rstd,
      B x,
      B w,
      B gamma,
      B beta,
      ConvBlockGeometry g);
}
