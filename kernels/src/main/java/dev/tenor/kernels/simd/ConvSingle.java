package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.Lanes.broadcast;
import static dev.tenor.kernels.simd.Lanes.load;
import static dev.tenor.kernels.simd.Lanes.zero;
import static dev.tenor.kernels.simd.Tile.PANEL;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.scalar.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

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
    int panels = Packing.panels(n);
    float[] packed = pool.shared().floats(Use.PACKED, (TAPS + 1L) * panels * PANEL);
    for (int panel = 0; panel < panels; panel++) { // nine taps and the bias
      int to = panel * (TAPS + 1) * PANEL;
      int column = panel * PANEL;
      Packing.panel(packed, to, w.array(), w.offset(), n, false, TAPS, column, n);
      if (bias == null) {
        zero().intoArray(packed, to + TAPS * PANEL);
        zero().intoArray(packed, to + TAPS * PANEL + L);
      } else {
        to += TAPS * PANEL;
        Packing.panel(packed, to, bias.array(), bias.offset(), n, false, 1, column, n);
      }
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
      int at = c / PANEL * (TAPS + 1) * PANEL + c % PANEL;
      if (c <= n - L) {
        row(y, yo + c, n, x, xo, width, g.strideW(), g.outW(), packed, at);
      } else {
        rowTail(y, yo + c, n, x, xo, width, g.strideW(), g.outW(), packed, at, n - c);
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
    FloatVector w0 = load(w, wo);
    FloatVector w1 = load(w, wo + PANEL);
    FloatVector w2 = load(w, wo + 2 * PANEL);
    FloatVector w3 = load(w, wo + 3 * PANEL);
    FloatVector w4 = load(w, wo + 4 * PANEL);
    FloatVector w5 = load(w, wo + 5 * PANEL);
    FloatVector w6 = load(w, wo + 6 * PANEL);
    FloatVector w7 = load(w, wo + 7 * PANEL);
    FloatVector w8 = load(w, wo + 8 * PANEL);
    FloatVector bias = load(w, wo + 9 * PANEL);
    for (int q = 0; q < pixels; q++) {
      int at = xo + q * stride;
      FloatVector s = broadcast(x[at]).fma(w0, bias);
      s = broadcast(x[at + 1]).fma(w1, s);
      s = broadcast(x[at + 2]).fma(w2, s);
      s = broadcast(x[at + width]).fma(w3, s);
      s = broadcast(x[at + width + 1]).fma(w4, s);
      s = broadcast(x[at + width + 2]).fma(w5, s);
      s = broadcast(x[at + 2 * width]).fma(w6, s);
      s = broadcast(x[at + 2 * width + 1]).fma(w7, s);
      s = broadcast(x[at + 2 * width + 2]).fma(w8, s);
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
    for (int q = 0; q < pixels; q++) {
      for (int c = 0; c < channels; c++) {
        float s = w[wo + 9 * PANEL + c];
        for (int tap = 0; tap < TAPS; tap++) {
          int at = xo + q * stride + tap / 3 * width + tap % 3;
          s = Math.fma(x[at], w[wo + tap * PANEL + c], s);
        }
        y[yo + q * n + c] = s;
      }
    }
  }

  /// dw[tap, c] += Σ over pixels of x·dy. Each image has its own partial sums, which are added in
  /// order.
  static void backwardWeight(
      WorkerPool pool, HostBuffer dw, HostBuffer dy, HostBuffer x, ConvGeometry g) {
    if (g.batch() == 0) {
      return;
    }
    int n = g.outChannels();
    float[] partial = pool.shared().floats(Use.PARTIAL, (long) g.batch() * TAPS * n);
    pool.run(
        g.batch(),
        work(g),
        (b, mine) -> {
          int width = paddedWidth(g);
          float[] padded = mine.floats(Use.INPUT, (long) paddedHeight(g) * width);
          image(x, g).pad(padded, b, 0, paddedHeight(g), width);
          Arrays.fill(partial, b * TAPS * n, (b + 1) * TAPS * n, 0f);
          for (int r = 0; r < g.outH(); r++) {
            int from = dy.offset() + (b * g.outH() + r) * g.outW() * n;
            int xAt = r * g.strideH() * width;
            for (int c = 0; c < n; c += L) {
              int to = b * TAPS * n + c;
              rowGradient(
                  partial,
                  to,
                  n,
                  c,
                  dy.array(),
                  from + c,
                  padded,
                  xAt,
                  width,
                  g.strideW(),
                  g.outW());
            }
          }
        });
    Reduce.addPartials(pool, dw.array(), dw.offset(), partial, g.batch(), TAPS * n);
  }

  /// Adds one row of pixels to the gradients of up to L channels, from `c` on.
  private static void rowGradient(
      float[] dw,
      int to,
      int n,
      int c,
      float[] dy,
      int dyo,
      float[] x,
      int xo,
      int width,
      int stride,
      int pixels) {
    VectorMask<Float> mask = Lanes.tail(n - c);
    FloatVector s0 = zero();
    FloatVector s1 = zero();
    FloatVector s2 = zero();
    FloatVector s3 = zero();
    FloatVector s4 = zero();
    FloatVector s5 = zero();
    FloatVector s6 = zero();
    FloatVector s7 = zero();
    FloatVector s8 = zero();
    for (int q = 0; q < pixels; q++) {
      int at = xo + q * stride;
      FloatVector d = load(dy, dyo + q * n, mask);
      s0 = broadcast(x[at]).fma(d, s0);
      s1 = broadcast(x[at + 1]).fma(d, s1);
      s2 = broadcast(x[at + 2]).fma(d, s2);
      s3 = broadcast(x[at + width]).fma(d, s3);
      s4 = broadcast(x[at + width + 1]).fma(d, s4);
      s5 = broadcast(x[at + width + 2]).fma(d, s5);
      s6 = broadcast(x[at + 2 * width]).fma(d, s6);
      s7 = broadcast(x[at + 2 * width + 1]).fma(d, s7);
      s8 = broadcast(x[at + 2 * width + 2]).fma(d, s8);
    }
    s0.add(load(dw, to, mask)).intoArray(dw, to, mask);
    s1.add(load(dw, to + n, mask)).intoArray(dw, to + n, mask);
    s2.add(load(dw, to + 2 * n, mask)).intoArray(dw, to + 2 * n, mask);
    s3.add(load(dw, to + 3 * n, mask)).intoArray(dw, to + 3 * n, mask);
    s4.add(load(dw, to + 4 * n, mask)).intoArray(dw, to + 4 * n, mask);
    s5.add(load(dw, to + 5 * n, mask)).intoArray(dw, to + 5 * n, mask);
    s6.add(load(dw, to + 6 * n, mask)).intoArray(dw, to + 6 * n, mask);
    s7.add(load(dw, to + 7 * n, mask)).intoArray(dw, to + 7 * n, mask);
    s8.add(load(dw, to + 8 * n, mask)).intoArray(dw, to + 8 * n, mask);
  }
}
