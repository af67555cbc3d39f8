package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.ConvOneChannelKernels.TAPS;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// 3×3 convolution of images with one channel, a network's first layer. Its sums have nine products
/// only, so that the loops of [GemmTile] would cost more than the arithmetic: here the nine vectors
/// of weights, or of their gradient, stay in registers while the pixels go by.
final class ConvOneChannel implements ConvBands {
  /// About how many floats a band has: a share of the L2 cache, and enough bands for some threads.
  private static final int BAND_FLOATS = 1 << 14;

  private final ConvGeometry g;
  private final ConvPaddedImage images;
  private final float[] packed;
  private final int bandRows;
  private final int bands;

  /// conv(x, w) + bias; `w` and `bias` may be null if only gradients are wanted.
  ConvOneChannel(
      WorkerPool pool, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry g, int align) {
    this.g = g;
    images =
        new ConvPaddedImage(
            x.array(), x.offset(), g.height(), g.width(), 1, 1, 1, g.padH(), g.padW());
    int fitting = Math.clamp(BAND_FLOATS / Math.max(1, rowFloats()), 1, g.outH());
    bandRows = GemmTile.roundUp(fitting, align);
    bands = Math.ceilDiv(g.outH(), bandRows);
    int n = g.outChannels();
    int stride = GemmTile.roundUp(n, L);
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
    return g.inChannels() == 1 && g.kernelH() == 3 && g.kernelW() == 3 && !g.isDilated();
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
    int[] taps = mine.ints(TAPS);
    ConvOneChannelKernels.rows(y, yo, padded, paddedWidth(), rows, taps, packed, g);
  }

  /// Room for `count` partial sums of [#gradient].
  float[] partialGradients(WorkerPool pool, int count) {
    return pool.shared().floats(Use.PARTIAL, (long) count * gradientFloats());
  }

  private int gradientFloats() {
    return TAPS * GemmTile.roundUp(g.outChannels(), L);
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
    int next = GemmTile.roundUp(n, L);
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
        ConvOneChannelKernels.rowGradient(
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
      int at = w / n * GemmTile.roundUp(n, L) + w % n;
      for (int i = 0; i < count; i++) {
        sum += partial[i * gradientFloats() + at];
      }
      dw.array()[dw.offset() + w] += (float) sum;
    }
  }

  /// dw[tap, c] += Σ over pixels of x·dy.
  static void accumulateWeight(
      WorkerPool pool, HostBuffer dw, HostBuffer dy, HostBuffer x, ConvGeometry g) {
    ConvOneChannel conv = new ConvOneChannel(pool, x, null, null, g, 1);
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
}
