package dev.tenor.engine.backend;

/// Convolution blocks in one go: what lies between the convolution and the block's output need not
/// go through memory. The result is that of the single primitives in order.
public interface Blocks {
  /// How many floats [#blockTraining] wants to keep for [#blockBackward] beside `mean` and `rstd`:
  /// the convolution's output, unless the backend knows better.
  default int blockSaved(BlockGeometry g) {
    return g.rows() * g.channels();
  }

  /// Training: normalises with the batch's statistics, moves the running ones, drops out.
  ///
  /// @param out [B, outH / pool, outW / pool, C]
  /// @param saved receives what [#blockBackward] will need, in the backend's own layout:
  ///   [#blockSaved] floats; `mean` and `rstd` `[C]` receive the batch's statistics
  void blockTraining(
      Buffer out,
      Buffer saved,
      Buffer mean,
      Buffer rstd,
      Buffer runningMean,
      Buffer runningVar,
      Buffer x,
      Buffer w,
      Buffer bias,
      Buffer gamma,
      Buffer beta,
      BlockGeometry g);

  /// Prediction: normalises with the running statistics, drops nothing.
  void blockInference(
      Buffer out,
      Buffer x,
      Buffer w,
      Buffer bias,
      Buffer gamma,
      Buffer beta,
      Buffer runningMean,
      Buffer runningVar,
      BlockGeometry g);

  /// How many floats [#packBlock] writes; 0 if the backend packs nothing.
  default int blockPacked(BlockGeometry g) {
    return 0;
  }

  /// Joins a block's parameters and running statistics to what [#packedBlock] reads.
  default void packBlock(
      Buffer packed,
      Buffer w,
      Buffer bias,
      Buffer gamma,
      Buffer beta,
      Buffer runningMean,
      Buffer runningVar,
      BlockGeometry g) {
    throw new UnsupportedOperationException("this backend packs no weights");
  }

  /// The same as [#blockInference], bit for bit, with packed weights. The batch may differ from
  /// that of the geometry with which they were packed.
  default void packedBlock(Buffer out, Buffer x, Buffer packed, BlockGeometry g) {
    throw new UnsupportedOperationException("this backend packs no weights");
  }

  /// The gradients of [#blockTraining]: `dx` is overwritten (null if not wanted), the others are
  /// added to. The convolution's bias has none: batch norm takes it off again.
  ///
  /// @param saved as forward left it; afterwards its contents are undefined
  void blockBackward(
      Buffer dx,
      Buffer dw,
      Buffer dgamma,
      Buffer dbeta,
      Buffer dout,
      Buffer saved,
      Buffer mean,
      Buffer rstd,
      Buffer x,
      Buffer w,
      Buffer gamma,
      Buffer beta,
      BlockGeometry g);
}
