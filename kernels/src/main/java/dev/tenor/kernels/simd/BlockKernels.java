package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.backend.scalar.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// What a convolution block does between the convolution's output z and its own output, strip by
/// strip: u = (z − mean)·scale + beta, ELU(u), mean over windows. A strip is the rows of z under
/// one row of windows; what comes between exists in the L1 cache only, and backward computes it
/// again.
///
/// Each strip is one run of floats. So that loops need not know of channels, the channels'
/// constants are repeated along a strip: `constants` [6, strip] holds mean, scale, beta, and for
/// backward the factors of [#gradient].
final class BlockKernels {
  static final int CONSTANTS = 6;

  private final PoolGeometry pooling;
  private final int cols;
  private final int strip;
  private final int padded;

  BlockKernels(PoolGeometry pooling) {
    this.pooling = pooling;
    cols = pooling.channels();
    strip = pooling.kernelH() * pooling.width() * cols;
    padded = Tile.roundUp(strip, VMath.STEP);
  }

  /// The channels' constants along a strip: mean, scale = rstd·gamma and beta. The factors are
  /// missing still.
  float[] constants(
      Scratch shared, HostBuffer mean, HostBuffer rstd, HostBuffer gamma, HostBuffer beta) {
    float[] constants = shared.floats(Use.BLOCK_CONSTANTS, (long) CONSTANTS * padded);
    repeat(constants, 0, mean.array(), mean.offset());
    for (int i = 0; i < strip; i++) {
      int c = i % cols;
      constants[padded + i] = rstd.array()[rstd.offset() + c] * gamma.array()[gamma.offset() + c];
    }
    repeat(constants, 2, beta.array(), beta.offset());
    return constants;
  }

  /// Adds the factors [3, cols] of [#gradient].
  void factors(float[] constants, float[] factors) {
    for (int i = 0; i < 3; i++) {
      repeat(constants, 3 + i, factors, i * cols);
    }
  }

  private void repeat(float[] constants, int row, float[] values, int valuesAt) {
    for (int i = 0; i < strip; i += cols) {
      System.arraycopy(values, valuesAt, constants, row * padded + i, cols);
    }
  }

  /// pooled = the mean over each window of ELU((z − mean)·scale + beta), for `rows` rows of
  /// windows.
  void activate(
      float[] pooled, int po, float[] z, int zo, int rows, float[] constants, Scratch mine) {
    float[] temp = mine.floats(Use.BLOCK, 2L * padded);
    for (int r = 0; r < rows; r++) {
      normalize(temp, z, zo + r * strip, constants, strip);
      elu(temp);
      Pool.averageRow(pooled, po + r * pooling.outW() * cols, temp, 0, pooling);
    }
  }

  /// pooled = the mean over each window of ELU(u), for `rows` rows of windows.
  void activate(float[] pooled, int po, float[] u, int uo, int rows, Scratch mine) {
    float[] temp = mine.floats(Use.BLOCK, 2L * padded);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(u, uo + r * strip, temp, 0, strip);
      elu(temp);
      Pool.averageRow(pooled, po + r * pooling.outW() * cols, temp, 0, pooling);
    }
  }

  /// Replaces the first strip of `temp` by its ELU; the second is room for eᵘ − 1.
  private void elu(float[] temp) {
    VMath.expm1(temp, padded, temp, 0, padded);
    for (int i = 0; i < padded; i += L) {
      FloatVector u = FloatVector.fromArray(F, temp, i);
      FloatVector e = FloatVector.fromArray(F, temp, padded + i);
      e.blend(u, u.compare(VectorOperators.GT, 0f)).intoArray(temp, i);
    }
  }

  /// u[i] = (z[i] − mean)·scale + beta.
  private void normalize(float[] u, float[] z, int zo, float[] constants, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector centred =
          FloatVector.fromArray(F, z, zo + i).sub(FloatVector.fromArray(F, constants, i));
      FloatVector scale = FloatVector.fromArray(F, constants, padded + i);
      centred.fma(scale, FloatVector.fromArray(F, constants, 2 * padded + i)).intoArray(u, i);
    }
    for (; i < n; i++) {
      u[i] = Math.fma(z[zo + i] - constants[i], constants[padded + i], constants[2 * padded + i]);
    }
  }

  /// du, the gradient of u, for row `r` of windows: that of its window's mean times the slope of
  /// the ELU, 1 where u ≥ 0 and eᵘ elsewhere. It goes to the first `strip` floats of `temp`.
  private void slope(float[] temp, float[] dpooled, int po, float[] z, int zo, float[] constants) {
    normalize(temp, z, zo, constants, strip);
    VMath.expm1(temp, padded, temp, 0, padded);
    int gradient = 2 * padded;
    Arrays.fill(temp, gradient, gradient + padded, 0f);
    Pool.spreadRow(temp, gradient, dpooled, po, pooling);
    for (int i = 0; i < padded; i += L) {
      FloatVector u = FloatVector.fromArray(F, temp, i);
      VectorMask<Float> positive = u.compare(VectorOperators.GE, 0f);
      FloatVector slope = FloatVector.fromArray(F, temp, padded + i).add(1f).blend(1f, positive);
      FloatVector.fromArray(F, temp, gradient + i).mul(slope).intoArray(temp, i);
    }
  }

  /// Writes Σ du to `to` [cols] and Σ du·(z − mean) to the `cols` floats behind.
  void gradientSums(
      float[] to,
      int at,
      float[] dpooled,
      int po,
      float[] z,
      int zo,
      int rows,
      float[] constants,
      Scratch mine) {
    float[] temp = mine.floats(Use.BLOCK, 5L * padded);
    int sums = 3 * padded;
    Arrays.fill(temp, sums, sums + 2 * padded, 0f);
    for (int r = 0; r < rows; r++) {
      slope(temp, dpooled, po + r * pooling.outW() * cols, z, zo + r * strip, constants);
      addProducts(temp, sums, z, zo + r * strip, constants);
    }
    Reduce.columns(to, at, temp, sums, strip / cols, cols);
    Reduce.columns(to, at + cols, temp, sums + padded, strip / cols, cols);
  }

  /// Adds du to one strip of sums and du·(z − mean) to the next.
  private void addProducts(float[] temp, int sums, float[] z, int zo, float[] constants) {
    int products = sums + padded;
    int i = 0;
    for (; i <= strip - L; i += L) {
      FloatVector du = FloatVector.fromArray(F, temp, i);
      FloatVector centred =
          FloatVector.fromArray(F, z, zo + i).sub(FloatVector.fromArray(F, constants, i));
      FloatVector.fromArray(F, temp, sums + i).add(du).intoArray(temp, sums + i);
      du.fma(centred, FloatVector.fromArray(F, temp, products + i)).intoArray(temp, products + i);
    }
    for (; i < strip; i++) {
      temp[sums + i] += temp[i];
      temp[products + i] = Math.fma(temp[i], z[zo + i] - constants[i], temp[products + i]);
    }
  }

  /// Replaces z by its gradient, factor₀·(du − factor₁ − (z − mean)·factor₂), for `rows` rows of
  /// windows.
  void gradient(
      float[] dpooled, int po, float[] z, int zo, int rows, float[] constants, Scratch mine) {
    float[] temp = mine.floats(Use.BLOCK, 3L * padded);
    for (int r = 0; r < rows; r++) {
      slope(temp, dpooled, po + r * pooling.outW() * cols, z, zo + r * strip, constants);
      replace(z, zo + r * strip, temp, constants, strip);
    }
  }

  /// [#gradient] for `rows` < kernelH rows of z that no window covers, whose du is 0.
  void gradientOutside(float[] z, int zo, int rows, float[] constants, Scratch mine) {
    float[] temp = mine.floats(Use.BLOCK, padded);
    Arrays.fill(temp, 0, padded, 0f);
    replace(z, zo, temp, constants, rows * pooling.width() * cols);
  }

  private void replace(float[] z, int zo, float[] du, float[] constants, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector centred =
          FloatVector.fromArray(F, z, zo + i).sub(FloatVector.fromArray(F, constants, i));
      FloatVector dz =
          FloatVector.fromArray(F, du, i).sub(FloatVector.fromArray(F, constants, 4 * padded + i));
      dz = dz.sub(centred.mul(FloatVector.fromArray(F, constants, 5 * padded + i)));
      dz.mul(FloatVector.fromArray(F, constants, 3 * padded + i)).intoArray(z, zo + i);
    }
    for (; i < n; i++) {
      float d = du[i] - constants[4 * padded + i];
      d -= (z[zo + i] - constants[i]) * constants[5 * padded + i];
      z[zo + i] = d * constants[3 * padded + i];
    }
  }
}
