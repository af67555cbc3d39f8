package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;

/// What a convolution block does between the convolution's output z and its own output, strip by
/// strip: u = (z − mean)·scale + beta, ELU(u), mean over windows. A strip is the rows of z under
/// one row of windows; intermediate values exist in the L1 cache only, and backward recomputes
/// them.
///
/// The gradient of u is that of its window's mean times the slope of the ELU, 1 where u ≥ 0 and eᵘ
/// elsewhere. Within a window only the slope varies, so the sums over it that batch norm's gradient
/// needs follow from two means per window, of slope and of slope·(z − mean). Forward saves these
/// two.
///
/// Channels are whole vectors. `constants` [6, channels] holds mean, scale, beta, and for backward
/// the factors of [#gradient].
final class ConvBlockStrips {
  private static final int CONSTANTS = 6;

  private final PoolGeometry pooling;
  private final int cols;
  private final int strip;
  private final int zRow;
  private final int windowRow;
  private final boolean halves;

  ConvBlockStrips(PoolGeometry pooling) {
    this.pooling = pooling;
    cols = pooling.channels();
    zRow = pooling.width() * cols;
    strip = pooling.kernelH() * zRow;
    windowRow = pooling.outW() * cols;
    halves = pooling.kernelH() == 2 && pooling.kernelW() == 2;
  }

  /// The channels' constants: mean, scale = rstd·gamma and beta. The factors are missing still.
  float[] constants(
      Scratch shared, HostBuffer mean, HostBuffer rstd, HostBuffer gamma, HostBuffer beta) {
    float[] constants = shared.floats(Use.BLOCK_CONSTANTS, (long) CONSTANTS * cols);
    System.arraycopy(mean.array(), mean.offset(), constants, 0, cols);
    for (int c = 0; c < cols; c++) {
      constants[cols + c] = rstd.array()[rstd.offset() + c] * gamma.array()[gamma.offset() + c];
    }
    System.arraycopy(beta.array(), beta.offset(), constants, 2 * cols, cols);
    return constants;
  }

  /// Adds the factors [3, cols] of [#gradient].
  void factors(float[] constants, float[] factors) {
    for (int i = 0; i < 3; i++) {
      System.arraycopy(factors, i * cols, constants, (3 + i) * cols, cols);
    }
  }

  /// pooled = the mean over each window of ELU(u), for `rows` rows of windows.
  void activate(float[] pooled, int po, float[] u, int uo, int rows, Scratch mine) {
    float[] e = mine.floats(Use.BLOCK, strip);
    int eo = Scratch.START;
    for (int r = 0; r < rows; r++) {
      int at = uo + r * strip;
      int to = po + r * windowRow;
      if (halves && Lanes.PLAIN) {
        PlainKernels.expm1(e, eo, u, at, strip);
        PlainKernels.means(pooled, to, u, at, e, eo, pooling);
        continue;
      }
      MathKernels.expm1(e, eo, u, at, strip);
      for (int c = 0; c < cols && halves; c += L) {
        ConvBlockWindowKernels.means(pooled, to + c, u, at + c, e, eo + c, pooling);
      }
      if (!halves) {
        ConvBlockWindowKernels.elu(e, eo, u, at, strip);
        PoolingKernels.averageRow(pooled, to, e, eo, pooling);
      }
    }
  }

  /// For `rows` rows of windows, the means over each window of ELU(u), of its slope, and of
  /// slope·(z − mean): to `pooled`, `slopes`, and `next` floats after `slopes`.
  void activate(
      float[] pooled,
      int po,
      float[] slopes,
      int so,
      int next,
      float[] z,
      int zo,
      int rows,
      float[] constants,
      Scratch mine) {
    float[] e = mine.floats(Use.BLOCK, 3L * strip);
    int eo = Scratch.START;
    for (int r = 0; r < rows; r++) {
      int at = zo + r * strip;
      int row = r * windowRow;
      exponentials(e, z, at, constants);
      for (int c = 0; c < cols && !halves; c += L) {
        ConvBlockWindowKernels.elements(
            e, eo + c, strip, z, at + c, constants, c, cols, strip / cols);
      }
      if (!halves) {
        PoolingKernels.averageRow(slopes, so + row, e, eo, pooling);
        PoolingKernels.averageRow(pooled, po + row, e, eo + strip, pooling);
        PoolingKernels.averageRow(slopes, so + row + next, e, eo + 2 * strip, pooling);
        continue;
      }
      for (int c = 0; c < cols; c += L) {
        int to = row + c;
        ConvBlockWindowKernels.meansAndSlopes(
            pooled, po + to, slopes, so + to, next, z, at + c, e, eo + c, constants, c, pooling);
      }
    }
  }

  /// e = eᵘ − 1 for a strip.
  private void exponentials(float[] e, float[] z, int zo, float[] constants) {
    for (int c = 0; c < cols; c += L) {
      ConvBlockWindowKernels.exponentials(
          e, Scratch.START + c, z, zo + c, constants, c, cols, strip / cols);
    }
  }

  /// dz = factor₀·(du − factor₁ − (z − mean)·factor₂), perhaps in the place of z, for `rows` rows
  /// of windows; `dpooled` is the gradient of the means.
  void gradient(
      float[] dz,
      int to,
      float[] dpooled,
      int po,
      float[] z,
      int zo,
      int rows,
      float[] constants,
      Scratch mine) {
    float[] e = mine.floats(Use.BLOCK, strip);
    int eo = Scratch.START;
    int covered = pooling.outW() * pooling.kernelW() * cols;
    for (int r = 0; r < rows; r++) {
      int from = zo + r * strip;
      int at = to + r * strip;
      int window = po + r * windowRow;
      exponentials(e, z, from, constants);
      for (int c = 0; c < cols && halves; c += L) {
        ConvBlockWindowKernels.gradients(
            dz, at + c, z, from + c, dpooled, window + c, e, eo + c, constants, c, pooling);
      }
      for (int row = 0; row < strip; row += zRow) {
        for (int i = row; i < row + pooling.kernelW() * cols && !halves; i += L) {
          int c = i % cols;
          ConvBlockWindowKernels.gradient(
              dz, at + i, z, from + i, dpooled, window + c, e, eo + i, constants, c, pooling);
        }
        int outside = row + covered;
        gradientOutside(dz, at + outside, z, from + outside, zRow - covered, constants);
      }
    }
  }

  /// [#gradient] for `n` floats of z that no window covers, whole pixels, whose du is 0.
  void gradientOutside(float[] dz, int to, float[] z, int zo, int n, float[] constants) {
    for (int i = 0; i < n; i++) {
      int c = i % cols;
      float d = -constants[4 * cols + c];
      d -= (z[zo + i] - constants[c]) * constants[5 * cols + c];
      dz[to + i] = d * constants[3 * cols + c];
    }
  }
}
