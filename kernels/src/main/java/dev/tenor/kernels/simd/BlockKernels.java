package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// What a convolution block does between the convolution's output z and its own output, for a band
/// of rows and L channels at a time: u = (z − mean)·scale + beta, ELU(u), mean over windows. The
/// activations exist in registers only; backward computes them again.
///
/// A band is `rows` rows of pooled pixels at `po`, `outW` pixels each, and the `pool` times as many
/// rows of z at `zo`, `zRow` floats each.
final class BlockKernels {
  private final int pool;
  private final int outW;
  private final int cols;
  private final int zRow;

  /// @param zWidth the pixels in a row of z, at least outW·pool
  BlockKernels(int pool, int outW, int zWidth, int cols) {
    this.pool = pool;
    this.outW = outW;
    this.cols = cols;
    this.zRow = zWidth * cols;
  }

  /// pooled = the mean over each window of ELU((z − mean)·scale + beta).
  void activate(
      float[] pooled,
      int po,
      float[] z,
      int zo,
      int rows,
      float[] mean,
      int meanAt,
      float[] scale,
      float[] beta,
      int betaAt) {
    float share = 1f / (pool * pool);
    for (int c = 0; c < cols; c += L) {
      VectorMask<Float> mask = F.indexInRange(0, cols - c);
      FloatVector m = FloatVector.fromArray(F, mean, meanAt + c, mask);
      FloatVector s = FloatVector.fromArray(F, scale, c, mask);
      FloatVector b = FloatVector.fromArray(F, beta, betaAt + c, mask);
      for (int q = 0; q < rows * outW; q++) {
        int at = zo + windowAt(q) + c;
        FloatVector sum = FloatVector.zero(F);
        for (int r = 0; r < pool; r++, at += zRow) {
          for (int j = 0; j < pool; j++) {
            FloatVector u = FloatVector.fromArray(F, z, at + j * cols, mask).sub(m).fma(s, b);
            sum = sum.add(VMath.elu(u));
          }
        }
        sum.mul(share).intoArray(pooled, po + q * cols + c, mask);
      }
    }
  }

  /// Where the window of pooled pixel q of a band starts in z.
  private int windowAt(int q) {
    return q / outW * pool * zRow + q % outW * pool * cols;
  }

  /// Writes Σ du to `to` [cols] and Σ du·(z − mean) to the `cols` floats behind, where du is the
  /// gradient of u: that of its window's mean times the slope of the ELU.
  void gradientSums(
      float[] to,
      int toAt,
      float[] dpooled,
      int po,
      float[] z,
      int zo,
      int rows,
      float[] mean,
      int meanAt,
      float[] scale,
      float[] beta,
      int betaAt) {
    float share = 1f / (pool * pool);
    for (int c = 0; c < cols; c += L) {
      VectorMask<Float> mask = F.indexInRange(0, cols - c);
      FloatVector m = FloatVector.fromArray(F, mean, meanAt + c, mask);
      FloatVector s = FloatVector.fromArray(F, scale, c, mask);
      FloatVector b = FloatVector.fromArray(F, beta, betaAt + c, mask);
      FloatVector sum = FloatVector.zero(F);
      FloatVector products = FloatVector.zero(F);
      for (int q = 0; q < rows * outW; q++) {
        FloatVector d = FloatVector.fromArray(F, dpooled, po + q * cols + c, mask).mul(share);
        int at = zo + windowAt(q) + c;
        for (int r = 0; r < pool; r++, at += zRow) {
          for (int j = 0; j < pool; j++) {
            FloatVector centred = FloatVector.fromArray(F, z, at + j * cols, mask).sub(m);
            FloatVector du = d.mul(VMath.eluSlope(centred.fma(s, b)));
            sum = sum.add(du);
            products = du.fma(centred, products);
          }
        }
      }
      sum.intoArray(to, toAt + c, mask);
      products.intoArray(to, toAt + cols + c, mask);
    }
  }

  /// Replaces z by its gradient, factor₀·(du − factor₁ − (z − mean)·factor₂), where the three
  /// factors stand one after the other, [3, cols].
  void gradient(
      float[] dpooled,
      int po,
      float[] z,
      int zo,
      int rows,
      float[] mean,
      int meanAt,
      float[] scale,
      float[] beta,
      int betaAt,
      float[] factors) {
    float share = 1f / (pool * pool);
    for (int c = 0; c < cols; c += L) {
      VectorMask<Float> mask = F.indexInRange(0, cols - c);
      FloatVector m = FloatVector.fromArray(F, mean, meanAt + c, mask);
      FloatVector s = FloatVector.fromArray(F, scale, c, mask);
      FloatVector b = FloatVector.fromArray(F, beta, betaAt + c, mask);
      FloatVector f0 = FloatVector.fromArray(F, factors, c, mask);
      FloatVector f1 = FloatVector.fromArray(F, factors, cols + c, mask);
      FloatVector f2 = FloatVector.fromArray(F, factors, 2 * cols + c, mask);
      for (int q = 0; q < rows * outW; q++) {
        FloatVector d = FloatVector.fromArray(F, dpooled, po + q * cols + c, mask).mul(share);
        int at = zo + windowAt(q) + c;
        for (int r = 0; r < pool; r++, at += zRow) {
          for (int j = 0; j < pool; j++) {
            FloatVector centred = FloatVector.fromArray(F, z, at + j * cols, mask).sub(m);
            FloatVector du = d.mul(VMath.eluSlope(centred.fma(s, b)));
            FloatVector dz = du.sub(f1).sub(centred.mul(f2)).mul(f0);
            dz.intoArray(z, at + j * cols, mask);
          }
        }
      }
    }
  }

  /// [#gradient] for the pixels that no window covers, whose du is 0: columns `from … to` of `rows`
  /// rows of z at `zo`.
  void gradientOutside(
      float[] z, int zo, int rows, int from, int to, float[] mean, int meanAt, float[] factors) {
    for (int c = 0; c < cols; c += L) {
      VectorMask<Float> mask = F.indexInRange(0, cols - c);
      FloatVector m = FloatVector.fromArray(F, mean, meanAt + c, mask);
      FloatVector f0 = FloatVector.fromArray(F, factors, c, mask);
      FloatVector f1 = FloatVector.fromArray(F, factors, cols + c, mask);
      FloatVector f2 = FloatVector.fromArray(F, factors, 2 * cols + c, mask);
      for (int r = 0; r < rows; r++) {
        for (int w = from; w < to; w++) {
          int at = zo + r * zRow + w * cols + c;
          FloatVector centred = FloatVector.fromArray(F, z, at, mask).sub(m);
          f1.add(centred.mul(f2)).neg().mul(f0).intoArray(z, at, mask);
        }
      }
    }
  }
}
