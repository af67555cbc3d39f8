package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.Lanes.load;
import static dev.tenor.kernels.simd.Lanes.tail;
import static dev.tenor.kernels.simd.Lanes.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// What batch norm does to one chunk of rows, L columns at a time. The columns' constants stay in
/// registers while the rows go by. Chunks are small enough for the L2 cache, so that a second look
/// at one costs little.
final class ColumnKernels {
  private ColumnKernels() {}

  /// Writes each column's mean to `to` [cols] and its sum of squared deviations from that mean to
  /// the `cols` floats behind.
  static void moments(float[] to, int at, float[] x, int xo, int rows, int cols) {
    Reduce.columns(to, at, x, xo, rows, cols);
    for (int c = 0; c < cols; c++) {
      to[at + c] /= rows;
    }
    for (int c = 0; c < cols; c += L) {
      VectorMask<Float> mask = tail(cols - c);
      FloatVector mean = load(to, at + c, mask);
      FloatVector squares =
          cols - c >= L
              ? squares(x, xo + c, mean, rows, cols)
              : squares(x, xo + c, mean, rows, cols, mask);
      squares.intoArray(to, at + cols + c, mask);
    }
  }

  private static FloatVector squares(float[] x, int xo, FloatVector mean, int rows, int cols) {
    FloatVector s0 = zero();
    FloatVector s1 = zero();
    FloatVector s2 = zero();
    FloatVector s3 = zero();
    int r = 0;
    for (; r <= rows - 4; r += 4) {
      int at = xo + r * cols;
      FloatVector d0 = load(x, at).sub(mean);
      FloatVector d1 = load(x, at + cols).sub(mean);
      FloatVector d2 = load(x, at + 2 * cols).sub(mean);
      FloatVector d3 = load(x, at + 3 * cols).sub(mean);
      s0 = d0.fma(d0, s0);
      s1 = d1.fma(d1, s1);
      s2 = d2.fma(d2, s2);
      s3 = d3.fma(d3, s3);
    }
    for (; r < rows; r++) {
      FloatVector d = load(x, xo + r * cols).sub(mean);
      s0 = d.fma(d, s0);
    }
    return s0.add(s1).add(s2.add(s3));
  }

  private static FloatVector squares(
      float[] x, int xo, FloatVector mean, int rows, int cols, VectorMask<Float> mask) {
    FloatVector sum = zero();
    for (int r = 0; r < rows; r++) {
      FloatVector d = load(x, xo + r * cols, mask).sub(mean);
      sum = d.fma(d, sum);
    }
    return sum;
  }

  /// y = (x − mean)·scale + beta.
  static void normalize(
      float[] y,
      int yo,
      float[] x,
      int xo,
      float[] mean,
      int meanAt,
      float[] scale,
      float[] beta,
      int betaAt,
      int rows,
      int cols) {
    for (int c = 0; c < cols; c += L) {
      VectorMask<Float> mask = tail(cols - c);
      FloatVector m = load(mean, meanAt + c, mask);
      FloatVector s = load(scale, c, mask);
      FloatVector b = load(beta, betaAt + c, mask);
      if (cols - c >= L) {
        for (int r = 0; r < rows; r++) {
          int at = r * cols + c;
          load(x, xo + at).sub(m).fma(s, b).intoArray(y, yo + at);
        }
      } else {
        for (int r = 0; r < rows; r++) {
          int at = r * cols + c;
          load(x, xo + at, mask).sub(m).fma(s, b).intoArray(y, yo + at, mask);
        }
      }
    }
  }

  /// Writes Σ dy to `to` [cols] and Σ dy·(x − mean) to the `cols` floats behind.
  static void gradientSums(
      float[] to,
      int at,
      float[] dy,
      int dyo,
      float[] x,
      int xo,
      float[] mean,
      int meanAt,
      int rows,
      int cols) {
    Reduce.columns(to, at, dy, dyo, rows, cols);
    for (int c = 0; c < cols; c += L) {
      VectorMask<Float> mask = tail(cols - c);
      FloatVector m = load(mean, meanAt + c, mask);
      FloatVector products =
          cols - c >= L
              ? products(dy, dyo + c, x, xo + c, m, rows, cols)
              : products(dy, dyo + c, x, xo + c, m, rows, cols, mask);
      products.intoArray(to, at + cols + c, mask);
    }
  }

  private static FloatVector products(
      float[] dy, int dyo, float[] x, int xo, FloatVector mean, int rows, int cols) {
    FloatVector s0 = zero();
    FloatVector s1 = zero();
    FloatVector s2 = zero();
    FloatVector s3 = zero();
    int r = 0;
    for (; r <= rows - 4; r += 4) {
      int at = r * cols;
      s0 = load(x, xo + at).sub(mean).fma(load(dy, dyo + at), s0);
      s1 = load(x, xo + at + cols).sub(mean).fma(load(dy, dyo + at + cols), s1);
      s2 = load(x, xo + at + 2 * cols).sub(mean).fma(load(dy, dyo + at + 2 * cols), s2);
      s3 = load(x, xo + at + 3 * cols).sub(mean).fma(load(dy, dyo + at + 3 * cols), s3);
    }
    for (; r < rows; r++) {
      s0 = load(x, xo + r * cols).sub(mean).fma(load(dy, dyo + r * cols), s0);
    }
    return s0.add(s1).add(s2.add(s3));
  }

  private static FloatVector products(
      float[] dy,
      int dyo,
      float[] x,
      int xo,
      FloatVector mean,
      int rows,
      int cols,
      VectorMask<Float> mask) {
    FloatVector sum = zero();
    for (int r = 0; r < rows; r++) {
      FloatVector d = load(x, xo + r * cols, mask).sub(mean);
      sum = d.fma(load(dy, dyo + r * cols, mask), sum);
    }
    return sum;
  }

  /// dx = f₀·(dy − f₁ − (x − mean)·f₂), with the factors of the columns in `factors` [3, cols].
  static void gradient(
      float[] dx,
      int dxo,
      float[] dy,
      int dyo,
      float[] x,
      int xo,
      float[] mean,
      int meanAt,
      float[] factors,
      int rows,
      int cols) {
    for (int c = 0; c < cols; c += L) {
      VectorMask<Float> mask = tail(cols - c);
      FloatVector m = load(mean, meanAt + c, mask);
      FloatVector f0 = load(factors, c, mask);
      FloatVector f1 = load(factors, cols + c, mask);
      FloatVector f2 = load(factors, 2 * cols + c, mask).neg();
      if (cols - c >= L) {
        for (int r = 0; r < rows; r++) {
          int at = r * cols + c;
          FloatVector centred = load(x, xo + at).sub(m);
          FloatVector d = centred.fma(f2, load(dy, dyo + at).sub(f1));
          d.mul(f0).intoArray(dx, dxo + at);
        }
      } else {
        for (int r = 0; r < rows; r++) {
          int at = r * cols + c;
          FloatVector centred = load(x, xo + at, mask).sub(m);
          FloatVector d = centred.fma(f2, load(dy, dyo + at, mask).sub(f1));
          d.mul(f0).intoArray(dx, dxo + at, mask);
        }
      }
    }
  }
}
