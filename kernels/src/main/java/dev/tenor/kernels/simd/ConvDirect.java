package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.MC;
import static dev.tenor.kernels.simd.GemmTile.MR;
import static dev.tenor.kernels.simd.GemmTile.NR;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;

/// Direct convolution, channels last, for any kernel, stride, padding and dilation; and the
/// gradient for the input, which is a convolution too.
///
/// A convolution is a matrix product of pixels × (kh·kw·Cin) by Cout whose left matrix is never
/// built: with padding, one kernel row of a pixel is a contiguous run of kw·Cin floats of the
/// input. Each chunk copies one band of an image's rows with padding to scratch memory, and then
/// runs the register tiles over its pixels, MR of them at a time without regard to the ends of
/// image rows. Where the kernel is dilated across, a pixel's taps are not neighbours, and a row of
/// the band holds each output pixel's run by itself.
final class ConvDirect implements ConvBands {
  /// The size of a band with its padding: half of a small L2 cache.
  private static final int BAND_FLOATS = 1 << 15;

  /// How many bands there should be at least, for as many threads, unless they become so small that
  /// register tiles are not full.
  private static final int BANDS = 16;

  private final ConvPaddedImage image;
  private final float[] initial;
  private final float[] packed;
  private final int packedAt;
  private final int batch;
  private final int outH;
  private final int outW;
  private final int outChannels;
  private final int kernelH;
  private final int kernelW;
  private final int strideH;
  private final int strideW;
  private final int dilationH;
  private final int dilationW;
  private final int bands;
  private final int bandRows;

  private ConvDirect(
      WorkerPool pool,
      ConvPaddedImage image,
      HostBuffer bias,
      float[] packed,
      int packedAt,
      int batch,
      int outH,
      int outW,
      int outChannels,
      int kernelH,
      int kernelW,
      int strideH,
      int strideW,
      int dilationH,
      int dilationW,
      int align) {
    this.image = image;
    this.initial = GemmPackingKernels.initial(pool.shared(), bias, outChannels);
    this.packed = packed;
    this.packedAt = packedAt;
    this.batch = batch;
    this.outH = outH;
    this.outW = outW;
    this.outChannels = outChannels;
    this.kernelH = kernelH;
    this.kernelW = kernelW;
    this.strideH = strideH;
    this.strideW = strideW;
    this.dilationH = dilationH;
    this.dilationW = dilationW;
    int fitting = (BAND_FLOATS / Math.max(1, bandRow()) - spanH()) / strideH + 1;
    int forThreads = Math.ceilDiv(outH, Math.ceilDiv(BANDS, Math.max(1, batch)));
    int rows = Math.max(forThreads, Math.ceilDiv(2 * VirtualLanes.TILE_ROWS, Math.max(1, outW)));
    bandRows = GemmTile.roundUp(Math.clamp(rows, 1, Math.max(1, fitting)), align);
    bands = Math.ceilDiv(outH, bandRows);
  }

  /// conv(x, w) + bias; bias may be null.
  static ConvDirect forward(
      WorkerPool pool, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry g, int align) {
    HostBuffer packed = pool.shared().buffer(Use.PACKED, packedFloats(g));
    pack(pool, packed, w, g);
    return packed(pool, x, packed, bias, g, align);
  }

  /// How many floats [#pack] writes.
  static int packedFloats(ConvGeometry g) {
    int k = g.kernelH() * g.kernelW() * g.inChannels();
    return Math.toIntExact(GemmPackingKernels.length(k, g.outChannels()));
  }

  /// Packs the weights w [kh·kw·Cin, Cout].
  static void pack(WorkerPool pool, HostBuffer packed, HostBuffer w, ConvGeometry g) {
    int k = g.kernelH() * g.kernelW() * g.inChannels();
    GemmGeometry product = GemmGeometry.of(false, false, 1, g.outChannels(), k);
    GemmTask.pack(pool, product, packed, w);
  }

  /// [#forward] with weights that [#pack] has packed.
  static ConvDirect packed(
      WorkerPool pool,
      HostBuffer x,
      HostBuffer packed,
      HostBuffer bias,
      ConvGeometry g,
      int align) {
    ConvPaddedImage image =
        new ConvPaddedImage(
            x.array(), x.offset(), g.height(), g.width(), g.inChannels(), 1, 1, g.padH(), g.padW());
    return new ConvDirect(
        pool,
        image,
        bias,
        packed.array(),
        packed.offset(),
        g.batch(),
        g.outH(),
        g.outW(),
        g.outChannels(),
        g.kernelH(),
        g.kernelW(),
        g.strideH(),
        g.strideW(),
        g.dilationH(),
        g.dilationW(),
        align);
  }

  /// dx[h, w] = Σ dy[oh, ow]·wᵀ over the taps that join them: a convolution of dy, dilated by the
  /// stride, with the kernel flipped and each tap [Cin, Cout] transposed.
  static ConvDirect backwardData(WorkerPool pool, HostBuffer dy, HostBuffer w, ConvGeometry g) {
    int n = g.inChannels();
    int k = g.kernelH() * g.kernelW() * g.outChannels();
    float[] packed = pool.shared().floats(Use.PACKED, GemmPackingKernels.length(k, n));
    pool.run(
        GemmPackingKernels.panels(n),
        2L * k * n,
        (panel, mine) -> packFlipped(packed, panel, w, g));
    ConvPaddedImage image =
        new ConvPaddedImage(
            dy.array(),
            dy.offset(),
            g.outH(),
            g.outW(),
            g.outChannels(),
            g.strideH(),
            g.strideW(),
            g.spanH() - 1 - g.padH(),
            g.spanW() - 1 - g.padW());
    return new ConvDirect(
        pool,
        image,
        null,
        packed,
        0,
        g.batch(),
        g.height(),
        g.width(),
        n,
        g.kernelH(),
        g.kernelW(),
        1,
        1,
        g.dilationH(),
        g.dilationW(),
        1);
  }

  private static void packFlipped(float[] packed, int panel, HostBuffer w, ConvGeometry g) {
    int taps = g.kernelH() * g.kernelW();
    int cin = g.inChannels();
    int cout = g.outChannels();
    for (int tap = 0; tap < taps; tap++) {
      int from = w.offset() + (taps - 1 - tap) * cin * cout;
      int to = panel * taps * cout * NR + tap * cout * GemmTile.panelWidth(cin - panel * NR);
      GemmPackingKernels.panel(packed, to, w.array(), from, cout, true, cout, panel * NR, cin);
    }
  }

  /// How many floats a row of a band has.
  private int bandRow() {
    return (dilationW == 1 ? paddedWidth() : outW * kernelW) * image.channels();
  }

  private int paddedWidth() {
    return (outW - 1) * strideW + (kernelW - 1) * dilationW + 1;
  }

  private int spanH() {
    return (kernelH - 1) * dilationH + 1;
  }

  @Override
  public int count() {
    return batch * bands;
  }

  @Override
  public int firstRow(int band) {
    return band / bands * outH + Math.min(outH, band % bands * bandRows);
  }

  @Override
  public int rowFloats() {
    return outW * outChannels;
  }

  @Override
  public long work() {
    return 2L * batch * outH * outW * k() * GemmPackingKernels.panels(outChannels);
  }

  private int k() {
    return kernelH * kernelW * image.channels();
  }

  @Override
  public void compute(int band, float[] y, int yo, Scratch mine) {
    int from = band % bands * bandRows;
    int outRows = rows(band);
    int rows = (outRows - 1) * strideH + spanH();
    float[] padded = mine.floats(Use.INPUT, (long) rows * bandRow());
    if (dilationW == 1) {
      image.pad(padded, band / bands, from * strideH, rows, paddedWidth());
    } else {
      spread(padded, band / bands, from * strideH, rows, mine);
    }
    int[] at = offsets(mine, outRows);
    for (int column = 0; column < outChannels; column += NR) {
      float[] tile = GemmTile.accumulators(mine);
      panel(y, yo + column, column, padded, at, outRows * outW, tile);
    }
  }

  /// Pads rows and copies each output pixel's taps, which are dilated, side by side.
  private void spread(float[] padded, int b, int from, int rows, Scratch mine) {
    int channels = image.channels();
    float[] row = mine.floats(Use.ROWS, (long) paddedWidth() * channels);
    int to = 0;
    for (int r = 0; r < rows; r++) {
      image.pad(row, b, from + r, 1, paddedWidth());
      for (int ow = 0; ow < outW; ow++) {
        for (int kw = 0; kw < kernelW; kw++) {
          int at = (ow * strideW + kw * dilationW) * channels;
          System.arraycopy(row, at, padded, to, channels);
          to += channels;
        }
      }
    }
  }

  private void panel(
      float[] y, int out, int column, float[] padded, int[] at, int pixels, float[] tile) {
    int cols = Math.min(NR, outChannels - column);
    int length = kernelW * image.channels();
    int stride = dilationH * bandRow();
    int weights = packedAt + column * k();
    int whole = GemmTile.whole(pixels, cols);
    GemmTile.rows(
        y,
        out,
        outChannels,
        cols,
        initial,
        column,
        padded,
        0,
        at,
        0,
        whole,
        kernelH,
        stride,
        length,
        packed,
        weights);
    for (int q = whole; q < pixels; q += MC) {
      int valid = Math.min(MC, pixels - q);
      int rows = GemmTile.padded(valid);
      GemmTile.rows(
          tile, 0, NR, cols, initial, column, padded, 0, at, q, rows, kernelH, stride, length,
          packed, weights);
      GemmStoreKernels.store(y, out + q * outChannels, outChannels, valid, cols, tile, 1, 0);
    }
  }

  /// Where the first run of each output pixel starts in the padded band.
  private int[] offsets(Scratch mine, int rows) {
    int[] at = mine.ints(rows * outW + MR);
    int step = (dilationW == 1 ? strideW : kernelW) * image.channels();
    int q = 0;
    for (int r = 0; r < rows; r++) {
      for (int ow = 0; ow < outW; ow++) {
        at[q++] = r * strideH * bandRow() + ow * step;
      }
    }
    GemmTile.repeatLast(at, q);
    return at;
  }
}
