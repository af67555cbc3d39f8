package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;

/// What batch norm does to one chunk of rows, L columns at a time. The columns' constants stay in
/// registers while the rows go by. Chunks are small enough for the L2 cache, so that a second look
/// at one costs little.
final class NormColumnKernels {
  private NormColumnKernels() {}

  /// Writes each column's mean to `to` `[cols]` and its sum of squared deviations from that mean to
  /// the next `cols` floats.
  static void moments(float[] to, int at, float[] x, int xo, int rows, int cols) {
    ReduceKernels.columns(to, at, x, xo, rows, cols);
    for (int c = 0; c < cols; c++) {
      to[at + c] /= rows;
    }
    int whole = VirtualLanes.whole(cols);
    int c = 0;
    for (; c <= whole - L; c += L) {
      squares(to, at + cols + c, to, at + c, x, xo + c, rows, cols);
    }
    for (; c < cols; c++) {
      to[at + cols + c] = square(to[at + c], x, xo + c, rows, cols, c < whole);
    }
  }

  /// Writes Σ (x − mean)² of L columns.
  private static void squares(
      float[] to, int at, float[] mean, int meanAt, float[] x, int xo, int rows, int cols) {
    FloatVector m = FloatVector.fromArray(F, mean, meanAt);
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = FloatVector.zero(F);
    FloatVector s2 = FloatVector.zero(F);
    FloatVector s3 = FloatVector.zero(F);
    int r = 0;
    for (; r <= rows - 4; r += 4) {
      int row = xo + r * cols;
      FloatVector d0 = FloatVector.fromArray(F, x, row).sub(m);
      FloatVector d1 = FloatVector.fromArray(F, x, row + cols).sub(m);
      FloatVector d2 = FloatVector.fromArray(F, x, row + 2 * cols).sub(m);
      FloatVector d3 = FloatVector.fromArray(F, x, row + 3 * cols).sub(m);
      s0 = d0.fma(d0, s0);
      s1 = d1.fma(d1, s1);
      s2 = d2.fma(d2, s2);
      s3 = d3.fma(d3, s3);
    }
    for (; r < rows; r++) {
      FloatVector d = FloatVector.fromArray(F, x, xo + r * cols).sub(m);
      s0 = d.fma(d, s0);
    }
    FloatVector one = FloatVector.broadcast(F, 1f);
    one.fma(s0, one.fma(s1, one.fma(s2, s3))).intoArray(to, at);
  }

  /// The same of one column; all rows go to the first accumulator unless `four` are in use.
  private static float square(float mean, float[] x, int xo, int rows, int cols, boolean four) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int r = 0;
    for (; four && r <= rows - 4; r += 4) {
      int row = xo + r * cols;
      s0 = Math.fma(x[row] - mean, x[row] - mean, s0);
      s1 = Math.fma(x[row + cols] - mean, x[row + cols] - mean, s1);
      s2 = Math.fma(x[row + 2 * cols] - mean, x[row + 2 * cols] - mean, s2);
      s3 = Math.fma(x[row + 3 * cols] - mean, x[row + 3 * cols] - mean, s3);
    }
    for (; r < rows; r++) {
      float d = x[xo + r * cols] - mean;
      s0 = Math.fma(d, d, s0);
    }
    return s0 + (s1 + (s2 + s3));
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
    int c = 0;
    for (; c <= cols - L; c += L) {
      FloatVector m = FloatVector.fromArray(F, mean, meanAt + c);
      FloatVector s = FloatVector.fromArray(F, scale, c);
      FloatVector b = FloatVector.fromArray(F, beta, betaAt + c);
      for (int at = c; at < rows * cols; at += cols) {
        FloatVector centred = FloatVector.fromArray(F, x, xo + at).sub(m);
        centred.fma(s, b).intoArray(y, yo + at);
      }
    }
    for (; c < cols; c++) {
      for (int at = c; at < rows * cols; at += cols) {
        y[yo + at] = Math.fma(x[xo + at] - mean[meanAt + c], scale[c], beta[betaAt + c]);
      }
    }
  }

  /// Writes Σ dy to `to` `[cols]` and Σ dy·(x − mean) to the next `cols` floats.
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
    ReduceKernels.columns(to, at, dy, dyo, rows, cols);
    int whole = VirtualLanes.whole(cols);
    int c = 0;
    for (; c <= whole - L; c += L) {
      products(to, at + cols + c, dy, dyo + c, x, xo + c, mean, meanAt + c, rows, cols);
    }
    for (; c < cols; c++) {
      float center = mean[meanAt + c];
      to[at + cols + c] = product(dy, dyo + c, x, xo + c, center, rows, cols, c < whole);
    }
  }

  /// Writes Σ a·b of each column to `to` `[cols]`.
  static void products(
      float[] to, int at, float[] a, int ao, float[] b, int bo, int rows, int cols) {
    int whole = VirtualLanes.whole(cols);
    int c = 0;
    for (; c <= whole - L; c += L) {
      columnProducts(to, at + c, a, ao + c, b, bo + c, rows, cols);
    }
    for (; c < cols; c++) {
      to[at + c] = product(a, ao + c, b, bo + c, 0, rows, cols, c < whole);
    }
  }

  /// Σ a·(b − center) of one column; all rows go to the first accumulator unless `four` are in use.
  private static float product(
      float[] a, int ao, float[] b, int bo, float center, int rows, int cols, boolean four) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int r = 0;
    for (; four && r <= rows - 4; r += 4) {
      int i = r * cols;
      s0 = Math.fma(a[ao + i], b[bo + i] - center, s0);
      i += cols;
      s1 = Math.fma(a[ao + i], b[bo + i] - center, s1);
      i += cols;
      s2 = Math.fma(a[ao + i], b[bo + i] - center, s2);
      i += cols;
      s3 = Math.fma(a[ao + i], b[bo + i] - center, s3);
    }
    for (; r < rows; r++) {
      s0 = Math.fma(a[ao + r * cols], b[bo + r * cols] - center, s0);
    }
    return s0 + (s1 + (s2 + s3));
  }

  private static void columnProducts(
      float[] to, int at, float[] a, int ao, float[] b, int bo, int rows, int cols) {
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = FloatVector.zero(F);
    FloatVector s2 = FloatVector.zero(F);
    FloatVector s3 = FloatVector.zero(F);
    int r = 0;
    for (; r <= rows - 4; r += 4) {
      int i = r * cols;
      int j = i + 2 * cols;
      s0 = FloatVector.fromArray(F, a, ao + i).fma(FloatVector.fromArray(F, b, bo + i), s0);
      i += cols;
      s1 = FloatVector.fromArray(F, a, ao + i).fma(FloatVector.fromArray(F, b, bo + i), s1);
      s2 = FloatVector.fromArray(F, a, ao + j).fma(FloatVector.fromArray(F, b, bo + j), s2);
      j += cols;
      s3 = FloatVector.fromArray(F, a, ao + j).fma(FloatVector.fromArray(F, b, bo + j), s3);
    }
    for (; r < rows; r++) {
      int i = r * cols;
      s0 = FloatVector.fromArray(F, a, ao + i).fma(FloatVector.fromArray(F, b, bo + i), s0);
    }
    FloatVector one = FloatVector.broadcast(F, 1f);
    one.fma(s0, one.fma(s1, one.fma(s2, s3))).intoArray(to, at);
  }

  /// Writes Σ dy·(x − mean) of L columns.
  private static void products(
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
    FloatVector m = FloatVector.fromArray(F, mean, meanAt);
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = FloatVector.zero(F);
    FloatVector s2 = FloatVector.zero(F);
    FloatVector s3 = FloatVector.zero(F);
    int r = 0;
    for (; r <= rows - 4; r += 4) {
      int i = r * cols;
      FloatVector d0 = FloatVector.fromArray(F, x, xo + i).sub(m);
      FloatVector d1 = FloatVector.fromArray(F, x, xo + i + cols).sub(m);
      FloatVector d2 = FloatVector.fromArray(F, x, xo + i + 2 * cols).sub(m);
      FloatVector d3 = FloatVector.fromArray(F, x, xo + i + 3 * cols).sub(m);
      s0 = d0.fma(FloatVector.fromArray(F, dy, dyo + i), s0);
      s1 = d1.fma(FloatVector.fromArray(F, dy, dyo + i + cols), s1);
      s2 = d2.fma(FloatVector.fromArray(F, dy, dyo + i + 2 * cols), s2);
      s3 = d3.fma(FloatVector.fromArray(F, dy, dyo + i + 3 * cols), s3);
    }
    for (; r < rows; r++) {
      FloatVector d = FloatVector.fromArray(F, x, xo + r * cols).sub(m);
      s0 = d.fma(FloatVector.fromArray(F, dy, dyo + r * cols), s0);
    }
    FloatVector one = FloatVector.broadcast(F, 1f);
    one.fma(s0, one.fma(s1, one.fma(s2, s3))).intoArray(to, at);
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
    int c = 0;
    for (; c <= cols - L; c += L) {
      FloatVector m = FloatVector.fromArray(F, mean, meanAt + c);
      FloatVector f0 = FloatVector.fromArray(F, factors, c);
      FloatVector f1 = FloatVector.fromArray(F, factors, cols + c);
      FloatVector f2 = FloatVector.fromArray(F, factors, 2 * cols + c).neg();
      for (int at = c; at < rows * cols; at += cols) {
        FloatVector centred = FloatVector.fromArray(F, x, xo + at).sub(m);
        FloatVector d = FloatVector.fromArray(F, dy, dyo + at).sub(f1);
        centred.fma(f2, d).mul(f0).intoArray(dx, dxo + at);
      }
    }
    for (; c < cols; c++) {
      for (int at = c; at < rows * cols; at += cols) {
        float d = dy[dyo + at] - factors[cols + c];
        d = Math.fma(x[xo + at] - mean[meanAt + c], -factors[2 * cols + c], d);
        dx[dxo + at] = d * factors[c];
      }
    }
  }

  /// dx = f₀·dy − f₁ − (x − mean)·f₂, with the factors of the columns in `factors` [3, cols].
  static void groupGradient(
      float[] dx,
      int dxo,
      float[] dy,
      int dyo,
      float[] x,
      int xo,
      float[] mean,
      float[] factors,
      int rows,
      int cols) {
    int c = 0;
    for (; c <= cols - L; c += L) {
      FloatVector m = FloatVector.fromArray(F, mean, c);
      FloatVector f0 = FloatVector.fromArray(F, factors, c);
      FloatVector f1 = FloatVector.fromArray(F, factors, cols + c).neg();
      FloatVector f2 = FloatVector.fromArray(F, factors, 2 * cols + c).neg();
      for (int at = c; at < rows * cols; at += cols) {
        FloatVector centred = FloatVector.fromArray(F, x, xo + at).sub(m);
        FloatVector d = FloatVector.fromArray(F, dy, dyo + at).fma(f0, f1);
        centred.fma(f2, d).intoArray(dx, dxo + at);
      }
    }
    for (; c < cols; c++) {
      for (int at = c; at < rows * cols; at += cols) {
        float d = Math.fma(dy[dyo + at], factors[c], -factors[cols + c]);
        dx[dxo + at] = Math.fma(x[xo + at] - mean[c], -factors[2 * cols + c], d);
      }
    }
  }
}
