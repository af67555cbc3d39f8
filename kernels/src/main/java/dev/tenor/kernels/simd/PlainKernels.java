package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.backend.UnaryFn;
import java.util.Arrays;

/// Kernels without vectors, for commands that end before C2 has compiled the others: until then
/// every vector is an object, and a loop over vectors a hundred times slower than one over floats.
/// Each does the same arithmetic as the kernel that it is named after, in the same order, and so
/// gives the same bits. They are those in which a prediction spends its time. See [Lanes#PLAIN].
final class PlainKernels {
  private static final int BLOCK = 8;

  private PlainKernels() {}

  /// [GemmTile#rows].
  static void rows(
      float[] c,
      int co,
      int ldc,
      int cols,
      float[] init,
      int io,
      float[] a,
      int ao,
      int[] at,
      int first,
      int count,
      int segments,
      int segmentStride,
      int length,
      float[] b,
      int bo) {
    int width = GemmTile.panelWidth(cols);
    for (int r = 0; r < count; r++) {
      int to = co + r * ldc;
      start(c, to, width, init, io);
      for (int s = 0; s < segments; s++) {
        int run = ao + at[first + r] + s * segmentStride;
        row(c, to, width, a, run, 1, length, b, bo + s * length * width);
      }
    }
  }

  /// [GemmTile#columns].
  static void columns(
      float[] c,
      int co,
      int ldc,
      int cols,
      float[] init,
      int io,
      float[] a,
      int ao,
      int first,
      int rows,
      int length,
      float[] b,
      int bo) {
    int width = GemmTile.panelWidth(cols);
    for (int r = first; r < first + rows; r++) {
      int to = co + (r - first) * ldc;
      start(c, to, width, init, io);
      row(c, to, width, a, ao + r / L * length * L + r % L, L, length, b, bo);
    }
  }

  /// [GemmTile1Kernels#row].
  static void row(
      float[] c,
      int co,
      int cols,
      float[] init,
      int io,
      float[] a,
      int ao,
      int length,
      float[] b,
      int bo) {
    int width = GemmTile.panelWidth(cols);
    start(c, co, width, init, io);
    row(c, co, width, a, ao, 1, length, b, bo);
  }

  private static void start(float[] c, int co, int width, float[] init, int io) {
    if (init == null) {
      Arrays.fill(c, co, co + width, 0);
    } else {
      System.arraycopy(init, io, c, co, width);
    }
  }

  /// `c[j] += Σ_p a[p·step]·b[p, j]`, eight columns at a time.
  private static void row(
      float[] c, int co, int width, float[] a, int ao, int step, int length, float[] b, int bo) {
    for (int j = 0; j < width; j += BLOCK) {
      float s0 = c[co + j];
      float s1 = c[co + j + 1];
      float s2 = c[co + j + 2];
      float s3 = c[co + j + 3];
      float s4 = c[co + j + 4];
      float s5 = c[co + j + 5];
      float s6 = c[co + j + 6];
      float s7 = c[co + j + 7];
      int from = bo + j;
      for (int p = 0; p < length; p++) {
        float v = a[ao + p * step];
        s0 = Math.fma(v, b[from], s0);
        s1 = Math.fma(v, b[from + 1], s1);
        s2 = Math.fma(v, b[from + 2], s2);
        s3 = Math.fma(v, b[from + 3], s3);
        s4 = Math.fma(v, b[from + 4], s4);
        s5 = Math.fma(v, b[from + 5], s5);
        s6 = Math.fma(v, b[from + 6], s6);
        s7 = Math.fma(v, b[from + 7], s7);
        from += width;
      }
      c[co + j] = s0;
      c[co + j + 1] = s1;
      c[co + j + 2] = s2;
      c[co + j + 3] = s3;
      c[co + j + 4] = s4;
      c[co + j + 5] = s5;
      c[co + j + 6] = s6;
      c[co + j + 7] = s7;
    }
  }

  /// [MathKernels#expm1].
  static void expm1(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = expm1(x[xo + i]);
    }
  }

  /// y = fn(x) if there is a loop for `fn`; returns whether there is.
  static boolean apply(UnaryFn fn, float[] y, int yo, float[] x, int xo, int n) {
    switch (fn) {
      case SIGMOID -> sigmoid(y, yo, x, xo, n);
      case TANH -> tanh(y, yo, x, xo, n);
      default -> {
        return false;
      }
    }
    return true;
  }

  /// [UnaryKernels#sigmoid].
  static void sigmoid(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = 1 / (exp(-x[xo + i]) + 1);
    }
  }

  /// The hyperbolic tangent of [UnaryKernels].
  static void tanh(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xo + i];
      float e = expm1(-2 * Math.abs(v));
      int magnitude = Float.floatToRawIntBits(-e / (e + 2));
      int sign = Float.floatToRawIntBits(v) & 0x80000000;
      y[yo + i] = Float.intBitsToFloat(magnitude | sign);
    }
  }

  private static float expm1(float x) {
    float t = Math.fma(x, MathKernels.LOG2_E, MathKernels.ROUND);
    float r = Math.fma(t - MathKernels.ROUND, -MathKernels.LN2, x);
    float p = Float.intBitsToFloat((Float.floatToRawIntBits(t) << 23) + 0x3F800000);
    return x < MathKernels.EXP_MIN ? -1 : Math.fma(expm1OfReduced(r), p, p - 1);
  }

  private static float exp(float x) {
    float t = Math.fma(x, MathKernels.LOG2_E, MathKernels.ROUND);
    float n = t - MathKernels.ROUND;
    float r = Math.fma(n, -MathKernels.LN2_LOW, Math.fma(n, -MathKernels.LN2_HIGH, x));
    float p = Float.intBitsToFloat((Float.floatToRawIntBits(t) << 23) + 0x3F000000);
    float q = Math.fma(expm1OfReduced(r), p, p);
    return x < MathKernels.EXP_MIN ? 0 : x > MathKernels.EXP_MAX ? Float.POSITIVE_INFINITY : q + q;
  }

  /// eʳ − 1 for |r| ≤ ln 2 / 2.
  private static float expm1OfReduced(float r) {
    float q = Math.fma(r, MathKernels.Q6, MathKernels.Q5);
    q = Math.fma(q, r, MathKernels.Q4);
    q = Math.fma(q, r, MathKernels.Q3);
    q = Math.fma(q, r, MathKernels.Q2);
    return Math.fma(q * r, r, r);
  }

  /// [ConvBlockWindowKernels#means], of all channels.
  static void means(float[] y, int yo, float[] u, int uo, float[] e, int eo, PoolGeometry g) {
    int cols = g.channels();
    int row = g.width() * cols;
    for (int ow = 0; ow < g.outW(); ow++) {
      for (int c = 0; c < cols; c++) {
        int at = 2 * ow * cols + c;
        float top = elu(u, uo + at, e, eo + at) + elu(u, uo + at + cols, e, eo + at + cols);
        at += row;
        float bottom = elu(u, uo + at, e, eo + at) + elu(u, uo + at + cols, e, eo + at + cols);
        y[yo + ow * cols + c] = (top + bottom) * 0.25f;
      }
    }
  }

  private static float elu(float[] u, int uo, float[] e, int eo) {
    return u[uo] >= 0 ? u[uo] : e[eo];
  }
}
