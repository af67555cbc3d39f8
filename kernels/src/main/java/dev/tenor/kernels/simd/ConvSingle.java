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
final class ConvSingle implements Bands {
  private static final int TAPS = 9;

  /// About how many floats a band has: a share of the L2 cache, and enough bands for some threads.
  private static final int BAND_FLOATS = 1 << 14;

  private final ConvGeometry g;
  private final Image images;
  private final float[] packed;
  private final int bandRows;
  private final int bands;

  /// conv(x, w) + bias; `w` and `bias` may be null if only gradients are wanted.
  ConvSingle(
      WorkerPool pool, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry g, int align) {
    this.g = g;
    images = new Image(x.array(), x.offset(), g.height(), g.width(), 1, 1, 1, g.padH(), g.padW());
    int fitting = Math.clamp(BAND_FLOATS / Math.max(1, rowFloats()), 1, g.outH());
    bandRows = Tile.roundUp(fitting, align);
    bands = Math.ceilDiv(g.outH(), bandRows);
    int n = g.outChannels();
    int stride = Tile.roundUp(n, L);
    packed = pool.shared().floats(Use.PACKED, (TAPS + 1L) * stride);
    Arrays.fill(packed, 0, (TAPS + 1) * stride, 0f);
    for (int tap = 0; tap < TAPS && w != null; tap++) {
      System.arraycopy(w.array(), w.offset() + tap * n, packed, tap * stride, n);
    }
    if (bias != null) {
      System.arraycopy(bias.array(), bias.offset(), packed, TAPS * stride, n);
    }
  }

  static boolean fits(ConvGeometry g) {
    return g.inChannels() == 1 && g.kernelH() == 3 && g.kernelW() == 3;
  }

  @Override
  public int count() {
    return g.batch() * bands;
  }

  @Override
  public int firstRow(int band) {
    return band / bands * g.outH() + Math.min(g.outH(), band % bands * bandRows);
  }

  @Override
  public int rowFloats() {
    return g.outW() * g.outChannels();
  }

  @Override
  public long work() {
    return (long) g.batch() * g.outH() * rowFloats();
  }

  private int paddedWidth() {
    return (g.outW() - 1) * g.strideW() + 3;
  }

  /// The input under `rows` rows of an image's output, padded.
  private float[] input(int image, int first, int rows, Scratch mine) {
    int paddedRows = (rows - 1) * g.strideH() + 3;
    float[] padded = mine.floats(Use.INPUT, (long) paddedRows * paddedWidth());
    images.pad(padded, image, first * g.strideH(), paddedRows, paddedWidth());
    return padded;
  }

  @Override
  public void compute(int band, float[] y, int yo, Scratch mine) {
    rows(band / bands, band % bands * bandRows, rows(band), y, yo, mine);
  }

  /// Computes `rows` rows of an image to `yo`.
  void rows(int image, int first, int rows, float[] y, int yo, Scratch mine) {
    float[] padded = input(image, first, rows, mine);
    for (int r = 0; r < rows; r++) {
      int from = r * g.strideH() * paddedWidth();
      row(y, yo + r * rowFloats(), padded, from, paddedWidth(), packed, g);
    }
  }

  private static void row(
      float[] y, int yo, float[] x, int xo, int width, float[] packed, ConvGeometry g) {
    int n = g.outChannels();
    for (int c = 0; c < n; c += L) {
      if (c <= n - L) {
        int fours = g.strideW() == 1 ? g.outW() & -4 : 0;
        int from = xo + fours * g.strideW();
        row4(y, yo + c, n, x, xo, width, fours, packed, c);
        row(y, yo + fours * n + c, n, x, from, width, g.strideW(), g.outW() - fours, packed, c);
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

  /// The same for `pixels`, a multiple of four, with stride 1: each input value is read once.
  private static void row4(
      float[] y, int yo, int n, float[] x, int xo, int width, int pixels, float[] w, int wo) {
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

  /// Room for `count` partial sums of [#gradient].
  float[] partialGradients(WorkerPool pool, int count) {
    return pool.shared().floats(Use.PARTIAL, (long) count * gradientFloats());
  }

  private int gradientFloats() {
    return TAPS * Tile.roundUp(g.outChannels(), L);
  }

  /// Writes to place `to` of `partial` [TAPS, C rounded up] Σ x·dy over `rows` rows of an image,
  /// whose dy lies at `dyo`.
  void gradient(
      float[] partial,
      int to,
      int image,
      int firstRow,
      int rows,
      float[] dy,
      int dyo,
      Scratch mine) {
    float[] padded = input(image, firstRow, rows, mine);
    int n = g.outChannels();
    int next = Tile.roundUp(n, L);
    int first = to * gradientFloats();
    Arrays.fill(partial, first, first + gradientFloats(), 0f);
    float[] tail = mine.floats(Use.TAIL, (long) g.outW() * L);
    for (int r = 0; r < rows; r++) {
      int from = dyo + r * rowFloats();
      int xo = r * g.strideH() * paddedWidth();
      for (int c = 0; c < n; c += L) {
        float[] d = dy;
        int at = from + c;
        int step = n;
        if (c > n - L) {
          for (int q = 0; q < g.outW(); q++) {
            System.arraycopy(dy, from + q * n + c, tail, q * L, n - c);
          }
          d = tail;
          at = 0;
          step = L;
        }
        rowGradient(
            partial,
            first + c,
            next,
            d,
            at,
            step,
            padded,
            xo,
            paddedWidth(),
            g.strideW(),
            g.outW());
      }
    }
  }

  /// Adds `count` partial sums in order: dw[tap, c] += Σ partial.
  void addGradients(HostBuffer dw, float[] partial, int count) {
    int n = g.outChannels();
    for (int w = 0; w < TAPS * n; w++) {
      double sum = 0;
      int at = w / n * Tile.roundUp(n, L) + w % n;
      for (int i = 0; i < count; i++) {
        sum += partial[i * gradientFloats() + at];
      }
      dw.array()[dw.offset() + w] += (float) sum;
    }
  }

  /// dw[tap, c] += Σ over pixels of x·dy.
  static void accumulateWeight(
      WorkerPool pool, HostBuffer dw, HostBuffer dy, HostBuffer x, ConvGeometry g) {
    ConvSingle conv = new ConvSingle(pool, x, null, null, g, 1);
    float[] partial = conv.partialGradients(pool, conv.count());
    pool.run(
        conv.count(),
        conv.work(),
        (band, mine) -> {
          int from = dy.offset() + conv.firstRow(band) * conv.rowFloats();
          conv.gradient(
              partial,
              band,
              band / conv.bands,
              band % conv.bands * conv.bandRows,
              conv.rows(band),
              dy.array(),
              from,
              mine);
        });
    conv.addGradients(dw, partial, conv.count());
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
