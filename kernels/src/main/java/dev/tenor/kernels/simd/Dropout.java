package dev.tenor.kernels.simd;

import dev.tenor.engine.random.Philox;

/// Dropout from counter-based random bits: block i of Philox decides elements 8i … 8i + 7.
final class Dropout {
  private Dropout() {}

  /// Element i of `x` is kept and scaled where its 16 bits are not below `threshold`; the first one
  /// takes the first bits of `block`.
  static void apply(
      float[] y,
      int yo,
      float[] x,
      int xo,
      int threshold,
      float scale,
      long seed,
      long stream,
      long block,
      int n) {
    int[] words = new int[4];
    for (int i = 0; i < n; i += 8) {
      Philox.block(seed, stream, block++, words);
      int end = Math.min(8, n - i);
      for (int j = 0; j < end; j++) {
        int bits = words[j >> 1] >>> ((j & 1) * 16) & 0xFFFF;
        y[yo + i + j] = bits >= threshold ? x[xo + i + j] * scale : 0f;
      }
    }
  }
}
