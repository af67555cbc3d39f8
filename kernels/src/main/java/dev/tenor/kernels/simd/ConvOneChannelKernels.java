package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.NR;
import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.ConvGeometry;
import jdk.incubator.vector.FloatVector;

/// Output pixels of a 3×3 convolution with one input channel, and its weight gradient: the nine
/// vectors of weights, or of their gradient, stay in registers while the pixels go by. With 16
/// registers, where the weights did not, six pixels do.
final class ConvOneChannelKernels {
  static final int TAPS = 9;

  private ConvOneChannelKernels() {}

  /// The rows of a tile: see [GemmTile6Kernels].
  private static final int TILE = 6;

  /// `rows` rows of output pixels, all channels, of the padded image x, `width` pixels wide.
  ///
  /// @param taps room for the taps' offsets
  static void rows(
      float[] y,
      int yo,
      float[] x,
      int width,
      int rows,
      int[] taps,
      float[] packed,
      ConvGeometry g) {
    int n = g.outChannels();
    int pixels = rows * g.outW();
    if (Lanes.PLAIN || Lanes.REGISTERS > 16 || n % NR != 0 || pixels < TILE) {
      for (int r = 0; r < rows; r++) {
        row(y, yo + r * g.outW() * n, x, r * g.strideH() * width, width, packed, g);
      }
      return;
    }
    for (int tap = 0; tap < TAPS; tap++) {
      taps[tap] = tap / 3 * width + tap % 3;
    }
    int skip = g.strideH() * width - g.outW() * g.strideW();
    int whole = pixels - pixels % TILE;
    for (int c = 0; c < n; c += NR) {
      tiles(
          y, yo + c, n, x, 0, g.strideW(), skip, g.outW(), g.outW(), whole, taps, TAPS, packed, c);
      if (whole < pixels) { // once more up to the last
        int first = pixels - TILE;
        int row = first / g.outW();
        int col = first % g.outW();
        int at = row * g.strideH() * width + col * g.strideW();
        int to = yo + first * n + c;
        int left = g.outW() - col;
        tiles(y, to, n, x, at, g.strideW(), skip, g.outW(), left, TILE, taps, TAPS, packed, c);
      }
    }
  }

  /// NR output channels of `pixels` pixels, a multiple of TILE, one after the other through the
  /// rows: after `left` of them, and then after `outW`, the next is `skip` floats further on. So
  /// that C2 does not unroll the loop over taps, and then spill, their number is a parameter.
  private static void tiles(
      float[] y,
      int yo,
      int n,
      float[] x,
      int xo,
      int stride,
      int skip,
      int outW,
      int left,
      int pixels,
      int[] taps,
      int count,
      float[] w,
      int wo) {
    int next = GemmTile.roundUp(n, L);
    int to = yo;
    int at = xo;
    int rest = left;
    for (int q = 0; q < pixels; q += TILE) {
      int a0 = at;
      at += --rest > 0 ? stride : stride + skip;
      rest = rest > 0 ? rest : outW;
      int a1 = at;
      at += --rest > 0 ? stride : stride + skip;
      rest = rest > 0 ? rest : outW;
      int a2 = at;
      at += --rest > 0 ? stride : stride + skip;
      rest = rest > 0 ? rest : outW;
      int a3 = at;
      at += --rest > 0 ? stride : stride + skip;
      rest = rest > 0 ? rest : outW;
      int a4 = at;
      at += --rest > 0 ? stride : stride + skip;
      rest = rest > 0 ? rest : outW;
      int a5 = at;
      at += --rest > 0 ? stride : stride + skip;
      rest = rest > 0 ? rest : outW;
      FloatVector s00 = FloatVector.fromArray(F, w, wo + TAPS * next);
      FloatVector s01 = FloatVector.fromArray(F, w, wo + TAPS * next + L);
      FloatVector s10 = s00;
      FloatVector s11 = s01;
      FloatVector s20 = s00;
      FloatVector s21 = s01;
      FloatVector s30 = s00;
      FloatVector s31 = s01;
      FloatVector s40 = s00;
      FloatVector s41 = s01;
      FloatVector s50 = s00;
      FloatVector s51 = s01;
      for (int tap = 0; tap < count; tap++) {
        FloatVector b0 = FloatVector.fromArray(F, w, wo + tap * next);
        FloatVector b1 = FloatVector.fromArray(F, w, wo + tap * next + L);
        int o = taps[tap];
        FloatVector v = FloatVector.broadcast(F, x[a0 + o]);
        s00 = v.fma(b0, s00);
        s01 = v.fma(b1, s01);
        v = FloatVector.broadcast(F, x[a1 + o]);
        s10 = v.fma(b0, s10);
        s11 = v.fma(b1, s11);
        v = FloatVector.broadcast(F, x[a2 + o]);
        s20 = v.fma(b0, s20);
        s21 = v.fma(b1, s21);
        v = FloatVector.broadcast(F, x[a3 + o]);
        s30 = v.fma(b0, s30);
        s31 = v.fma(b1, s31);
        v = FloatVector.broadcast(F, x[a4 + o]);
        s40 = v.fma(b0, s40);
        s41 = v.fma(b1, s41);
        v = FloatVector.broadcast(F, x[a5 + o]);
        s50 = v.fma(b0, s50);
        s51 = v.fma(b1, s51);
      }
      s00.intoArray(y, to);
      s01.intoArray(y, to + L);
      s10.intoArray(y, to + n);
      s11.intoArray(y, to + n + L);
      s20.intoArray(y, to + 2 * n);
      s21.intoArray(y, to + 2 * n + L);
      s30.intoArray(y, to + 3 * n);
      s31.intoArray(y, to + 3 * n + L);
      s40.intoArray(y, to + 4 * n);
      s41.intoArray(y, to + 4 * n + L);
      s50.intoArray(y, to + 5 * n);
      s51.intoArray(y, to + 5 * n + L);
      to += TILE * n;
    }
  }

  /// One row of output pixels, all channels.
  private static void row(
      float[] y, int yo, float[] x, int xo, int width, float[] packed, ConvGeometry g) {
    int n = g.outChannels();
    if (Lanes.PLAIN) {
      plainRow(y, yo, n, x, xo, width, g.strideW(), g.outW(), packed, 0, n);
      return;
    }
    for (int c = 0; c < n; c += L) {
      if (c <= n - L) {
        // with fewer registers the weights of four pixels are spilled
        int fours = g.strideW() == 1 && Lanes.REGISTERS > 16 ? g.outW() & -4 : 0;
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
