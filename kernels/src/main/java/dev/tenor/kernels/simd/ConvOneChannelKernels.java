package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.ConvGeometry;
import jdk.incubator.vector.FloatVector;

/// One row of output pixels of a 3×3 convolution with one input channel, and its weight gradient:
/// the nine vectors of weights, or of their gradient, stay in registers while the pixels go by.
final class ConvOneChannelKernels {
  static final int TAPS = 9;

  private ConvOneChannelKernels() {}

  /// One row of output pixels, all channels.
  static void row(float[] y, int yo, float[] x, int xo, int width, float[] packed, ConvGeometry g) {
    int n = g.outChannels();
    if (Lanes.PLAIN) {
      plainRow(y, yo, n, x, xo, width, g.strideW(), g.outW(), packed, 0, n);
      return;
    }
    for (int c = 0; c < n; c += L) {
      if (c <= n - L) {
        int fours = g.strideW() == 1 ? g.outW() & -4 : 0;
        int from = xo + fours * g.strideW();
        row4(y, yo + c, n, x, xo, width, fours, packed, c);
        row(y, yo + fours * n + c, n, x, from, width, g.strideW(), g.outW() - fours, packed, c);
      } else {
        plainRow(y, yo + c, n, x, xo, width, g.strideW(), g.outW(), packed, c, n - c);
      }
    }
  }

  /// One row of pixels and L output channels.
  private static void row(
      float[] y,
      int yo,
      int n,
      float[] x,
      int xo,
      int width,
      int stride,
      int pixels,
      float[] w,
      int wo) {
    int next = GemmTile.roundUp(n, L);
    FloatVector w0 = FloatVector.fromArray(F, w, wo);
    FloatVector w1 = FloatVector.fromArray(F, w, wo + next);
    FloatVector w2 = FloatVector.fromArray(F, w, wo + 2 * next);
    FloatVector w3 = FloatVector.fromArray(F, w, wo + 3 * next);
    FloatVector w4 = FloatVector.fromArray(F, w, wo + 4 * next);
    FloatVector w5 = FloatVector.fromArray(F, w, wo + 5 * next);
    FloatVector w6 = FloatVector.fromArray(F, w, wo + 6 * next);
    FloatVector w7 = FloatVector.fromArray(F, w, wo + 7 * next);
    FloatVector w8 = FloatVector.fromArray(F, w, wo + 8 * next);
    FloatVector bias = FloatVector.fromArray(F, w, wo + 9 * next);
    for (int q = 0; q < pixels; q++) {
      int at = xo + q * stride;
      FloatVector s = FloatVector.broadcast(F, x[at]).fma(w0, bias);
      s = FloatVector.broadcast(F, x[at + 1]).fma(w1, s);
      s = FloatVector.broadcast(F, x[at + 2]).fma(w2, s);
      s = FloatVector.broadcast(F, x[at + width]).fma(w3, s);
      s = FloatVector.broadcast(F, x[at + width + 1]).fma(w4, s);
      s = FloatVector.broadcast(F, x[at + width + 2]).fma(w5, s);
      s = FloatVector.broadcast(F, x[at + 2 * width]).fma(w6, s);
      s = FloatVector.broadcast(F, x[at + 2 * width + 1]).fma(w7, s);
      s = FloatVector.broadcast(F, x[at + 2 * width + 2]).fma(w8, s);
      s.intoArray(y, yo + q * n);
    }
  }

  /// The same for `pixels`, a multiple of four, with stride 1: each input value is read once.
  private static void row4(
      float[] y, int yo, int n, float[] x, int xo, int width, int pixels, float[] w, int wo) {
    int next = GemmTile.roundUp(n, L);
    FloatVector w0 = FloatVector.fromArray(F, w, wo);
    FloatVector w1 = FloatVector.fromArray(F, w, wo + next);
    FloatVector w2 = FloatVector.fromArray(F, w, wo + 2 * next);
    FloatVector w3 = FloatVector.fromArray(F, w, wo + 3 * next);
    FloatVector w4 = FloatVector.fromArray(F, w, wo + 4 * next);
    FloatVector w5 = FloatVector.fromArray(F, w, wo + 5 * next);
    FloatVector w6 = FloatVector.fromArray(F, w, wo + 6 * next);
    FloatVector w7 = FloatVector.fromArray(F, w, wo + 7 * next);
    FloatVector w8 = FloatVector.fromArray(F, w, wo + 8 * next);
    FloatVector bias = FloatVector.fromArray(F, w, wo + 9 * next);
    for (int q = 0; q < pixels; q += 4) {
      int at = xo + q;
      FloatVector s0 = bias;
      FloatVector s1 = bias;
      FloatVector s2 = bias;
      FloatVector s3 = bias;
      FloatVector v = FloatVector.broadcast(F, x[at]);
      s0 = v.fma(w0, s0);
      v = FloatVector.broadcast(F, x[at + 1]);
      s0 = v.fma(w1, s0);
      s1 = v.fma(w0, s1);
      v = FloatVector.broadcast(F, x[at + 2]);
      s0 = v.fma(w2, s0);
      s1 = v.fma(w1, s1);
      s2 = v.fma(w0, s2);
      v = FloatVector.broadcast(F, x[at + 3]);
      s1 = v.fma(w2, s1);
      s2 = v.fma(w1, s2);
      s3 = v.fma(w0, s3);
      v = FloatVector.broadcast(F, x[at + 4]);
      s2 = v.fma(w2, s2);
      s3 = v.fma(w1, s3);
      v = FloatVector.broadcast(F, x[at + 5]);
      s3 = v.fma(w2, s3);
      at += width;
      v = FloatVector.broadcast(F, x[at]);
      s0 = v.fma(w3, s0);
      v = FloatVector.broadcast(F, x[at + 1]);
      s0 = v.fma(w4, s0);
      s1 = v.fma(w3, s1);
      v = FloatVector.broadcast(F, x[at + 2]);
      s0 = v.fma(w5, s0);
      s1 = v.fma(w4, s1);
      s2 = v.fma(w3, s2);
      v = FloatVector.broadcast(F, x[at + 3]);
      s1 = v.fma(w5, s1);
      s2 = v.fma(w4, s2);
      s3 = v.fma(w3, s3);
      v = FloatVector.broadcast(F, x[at + 4]);
      s2 = v.fma(w5, s2);
      s3 = v.fma(w4, s3);
      v = FloatVector.broadcast(F, x[at + 5]);
      s3 = v.fma(w5, s3);
      at += width;
      v = FloatVector.broadcast(F, x[at]);
      s0 = v.fma(w6, s0);
      v = FloatVector.broadcast(F, x[at + 1]);
      s0 = v.fma(w7, s0);
      s1 = v.fma(w6, s1);
      v = FloatVector.broadcast(F, x[at + 2]);
      s0 = v.fma(w8, s0);
      s1 = v.fma(w7, s1);
      s2 = v.fma(w6, s2);
      v = FloatVector.broadcast(F, x[at + 3]);
      s1 = v.fma(w8, s1);
      s2 = v.fma(w7, s2);
      s3 = v.fma(w6, s3);
      v = FloatVector.broadcast(F, x[at + 4]);
      s2 = v.fma(w8, s2);
      s3 = v.fma(w7, s3);
      v = FloatVector.broadcast(F, x[at + 5]);
      s3 = v.fma(w8, s3);
      s0.intoArray(y, yo + q * n);
      s1.intoArray(y, yo + (q + 1) * n);
      s2.intoArray(y, yo + (q + 2) * n);
      s3.intoArray(y, yo + (q + 3) * n);
    }
  }

  /// The same for any number of output channels, without vectors.
  private static void plainRow(
      float[] y,
      int yo,
      int n,
      float[] x,
      int xo,
      int width,
      int stride,
      int pixels,
      float[] w,
      int wo,
      int channels) {
    int next = GemmTile.roundUp(n, L);
    for (int q = 0; q < pixels; q++) {
      for (int c = 0; c < channels; c++) {
        float s = w[wo + TAPS * next + c];
        for (int tap = 0; tap < TAPS; tap++) {
          int at = xo + q * stride + tap / 3 * width + tap % 3;
          s = Math.fma(x[at], w[wo + tap * next + c], s);
        }
        y[yo + q * n + c] = s;
      }
    }
  }

  /// Adds one row of pixels to the gradients of L channels; `next` is the distance of the taps in
  /// dw, `n` that of the pixels in dy.
  static void rowGradient(
      float[] dw,
      int to,
      int next,
      float[] dy,
      int dyo,
      int n,
      float[] x,
      int xo,
      int width,
      int stride,
      int pixels) {
    FloatVector s0 = FloatVector.fromArray(F, dw, to);
    FloatVector s1 = FloatVector.fromArray(F, dw, to + next);
    FloatVector s2 = FloatVector.fromArray(F, dw, to + 2 * next);
    FloatVector s3 = FloatVector.fromArray(F, dw, to + 3 * next);
    FloatVector s4 = FloatVector.fromArray(F, dw, to + 4 * next);
    FloatVector s5 = FloatVector.fromArray(F, dw, to + 5 * next);
    FloatVector s6 = FloatVector.fromArray(F, dw, to + 6 * next);
    FloatVector s7 = FloatVector.fromArray(F, dw, to + 7 * next);
    FloatVector s8 = FloatVector.fromArray(F, dw, to + 8 * next);
    for (int q = 0; q < pixels; q++) {
      int at = xo + q * stride;
      FloatVector d = FloatVector.fromArray(F, dy, dyo + q * n);
      s0 = FloatVector.broadcast(F, x[at]).fma(d, s0);
      s1 = FloatVector.broadcast(F, x[at + 1]).fma(d, s1);
      s2 = FloatVector.broadcast(F, x[at + 2]).fma(d, s2);
      s3 = FloatVector.broadcast(F, x[at + width]).fma(d, s3);
      s4 = FloatVector.broadcast(F, x[at + width + 1]).fma(d, s4);
      s5 = FloatVector.broadcast(F, x[at + width + 2]).fma(d, s5);
      s6 = FloatVector.broadcast(F, x[at + 2 * width]).fma(d, s6);
      s7 = FloatVector.broadcast(F, x[at + 2 * width + 1]).fma(d, s7);
      s8 = FloatVector.broadcast(F, x[at + 2 * width + 2]).fma(d, s8);
    }
    s0.intoArray(dw, to);
    s1.intoArray(dw, to + next);
    s2.intoArray(dw, to + 2 * next);
    s3.intoArray(dw, to + 3 * next);
    s4.intoArray(dw, to + 4 * next);
    s5.intoArray(dw, to + 5 * next);
    s6.intoArray(dw, to + 6 * next);
    s7.intoArray(dw, to + 7 * next);
    s8.intoArray(dw, to + 8 * next);
  }
}
