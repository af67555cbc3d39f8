package dev.tenor.engine.backend;

/// A convolution block: conv2d + bias → batch norm → ELU → average pooling → dropout.
///
/// @param conv the convolution
/// @param pool the side of the pooling window; 1 pools nothing
/// @param momentum of the running statistics
/// @param eps of the batch norm
/// @param dropout the probability with which elements of the output drop out; see
///   [Elementwise#dropout] for `key` and `stream`
public record ConvBlockGeometry(
    ConvGeometry conv, int pool, float momentum, float eps, float dropout, long key, long stream) {

  /// Positions of the convolution's output, batch included.
  public int rows() {
    return conv.batch() * conv.outH() * conv.outW();
  }

  public int channels() {
    return conv.outChannels();
  }

  /// The pooling after the convolution.
  public PoolGeometry pooling() {
    return new PoolGeometry(
        conv.batch(), conv.outH(), conv.outW(), conv.outChannels(), pool, pool, pool, pool);
  }

  /// The elements of the block's output.
  public int outputs() {
    return conv.batch() * (conv.outH() / pool) * (conv.outW() / pool) * channels();
  }
}
