package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.scalar.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// 3×3 convolution of images with one channel, a network's first layer. Its sums have nine products
/// only, so that the loops of [Tile] would cost more than the arithmetic: here the nine vectors of
/// weights, or of their gradient, stay in registers while the pixels go by.
final class ConvSingle {
  private static final int TAPS = 9;

  private ConvSingle() {}

  static boolean fits(ConvGeometry g) {
    return g.inChannels() == 1 && g.kernelH() == 3 && g.kernelW() == 3;
  }

  private static Image image(HostBuffer x, ConvGeometry g) {
    return new Image(x.array(), x.offset(), g.height(), g.width(), 1, 1, 1, g.padH(), g.padW());
  }

  private static int paddedWidth(ConvGeometry g) {
    return (g.outW() - 1) * g.strideW() + 3;
  }

  private static int paddedHeight(ConvGeometry g) {
    return (g.outH() - 1) * g.strideH() + 3;
  }

  private static long work(ConvGeometry g) {
    return (long) g.batch() * g.outH() * g.outW() * g.outChannels();
  }

  static void forward(
      WorkerPool pool, HostBuffer y, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry g) {
    int n = g.outChannels();
    int stride = Tile.roundUp(n, L);
    float[] packed = pool.shared().floats(Use.PACKED, (TAPS + 1L) * stride);
    Arrays.fill(packed, 0, (TAPS + 1) * stride, 0f);
    for (int tap = 0; tap < TAPS; tap++) {
      System.arraycopy(w.array(), w.offset() + tap * n, packed, tap * stride, n);
    }
    if (bias != null) {
      System.arraycopy(bias.array(), bias.offset(), packed, TAPS * stride, n);
    }
    int rows = Math.max(1, Math.min(32, g.batch() * g.outH() / (4 * pool.threads())));
    int bands = Math.ceilDiv(g.outH(), rows);
    pool.run(
        g.batch() * bands,
        work(g),
        (chunk, mine) -> {
          int from = chunk % bands * rows;
          int count = Math.min(rows, g.outH() - from);
          int width = paddedWidth(g);
          int paddedRows = (count - 1) * g.strideH() + 3;
          float[] padded = mine.floats(Use.INPUT, (long) paddedRows * width);
          int b = chunk / bands;
          image(x, g).pad(padded, b, from * g.strideH(), paddedRows, width);
          for (int r = 0; r < count; r++) {
            int out = y.offset() + (b * g.outH() + from + r) * g.outW() * n;
            row(y.array(), out, padded, r * g.strideH() * width, width, packed, g);
          }
        });
  }

  private static void row(
      float[] y, int yo, float[] x, int xo, int width, float[] packed, ConvGeometry g) {
    int n = g.outChannels();
    for (int c = 0; c < n; c += L) {
      if (c <= n - L) {
        row(y, yo + c, n, x, xo, width, g.strideW(), g.outW(), packed, c);
      } else {
        rowTail(y, yo + c, n, x, xo, width, g.strideW(), g.outW(), packed, c, n - c);
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
    int next = Tile.roundUp(n, L);
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

  /// The same for fewer than L output channels.
  private static void rowTail(
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
    int next = Tile.roundUp(n, L);
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

  /// dw[tap, c] += Σ over pixels of x·dy. Each image has its own partial sums [TAPS, n rounded up
  /// to vectors], which are added in order.
  static void backwardWeight(
      WorkerPool pool, HostBuffer dw, HostBuffer dy, HostBuffer x, ConvGeometry g) {
    int n = g.outChannels();
    int padded = Tile.roundUp(n, L);
    float[] partial = pool.shared().floats(Use.PARTIAL, (long) g.batch() * TAPS * padded);
    pool.run(g.batch(), work(g), (b, mine) -> imageGradient(partial, b, dy, x, g, mine));
    for (int i = 0; i < TAPS * n; i++) {
      double sum = 0;
      for (int b = 0; b < g.batch(); b++) {
        sum += partial[(b * TAPS + i / n) * padded + i % n];
      }
      dw.array()[dw.offset() + i] += (float) sum;
    }
  }

  private static void imageGradient(
      float[] partial, int b, HostBuffer dy, HostBuffer x, ConvGeometry g, Scratch mine) {
    int n = g.outChannels();
    int next = Tile.roundUp(n, L);
    int width = paddedWidth(g);
    float[] padded = mine.floats(Use.INPUT, (long) paddedHeight(g) * width);
    image(x, g).pad(padded, b, 0, paddedHeight(g), width);
    Arrays.fill(partial, b * TAPS * next, (b + 1) * TAPS * next, 0f);
    float[] tail = mine.floats(Use.TAIL, (long) g.outW() * L);
    for (int r = 0; r < g.outH(); r++) {
      int from = dy.offset() + (b * g.outH() + r) * g.outW() * n;
      int xo = r * g.strideH() * width;
      for (int c = 0; c < n; c += L) {
        int to = b * TAPS * next + c;
        if (c <= n - L) {
          rowGradient(
              partial, to, next, dy.array(), from + c, n, padded, xo, width, g.strideW(), g.outW());
        } else {
          for (int q = 0; q < g.outW(); q++) {
            System.arraycopy(dy.array(), from + q * n + c, tail, q * L, n - c);
          }
          rowGradient(partial, to, next, tail, 0, L, padded, xo, width, g.strideW(), g.outW());
        }
      }
    }
  }

  /// Adds one row of pixels to the gradients of L channels; `next` is the distance of the taps in
  /// dw, `n` that of the pixels in dy.
  private static void rowGradient(
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
