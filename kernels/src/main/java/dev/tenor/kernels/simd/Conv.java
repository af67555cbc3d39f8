package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Tile.PANEL;
import static dev.tenor.kernels.simd.Tile.ROWS;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.scalar.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;

/// Direct convolution, channels last, for any kernel, stride and padding; and the gradient for the
/// input, which is a convolution too.
///
/// A convolution is a matrix product of pixels × (kh·kw·Cin) by Cout whose left matrix is never
/// built: with padding, one kernel row of a pixel is a contiguous run of kw·Cin floats of the
/// input. Each chunk copies one band of an image's rows with padding to scratch memory, and then
/// runs the register tiles over its pixels, ROWS of them at a time without regard to the ends of
/// image rows.
final class Conv {
  /// The size of a band with its padding: half of a small L2 cache.
  private static final int BAND_FLOATS = 1 << 15;

  private final Image image;
  private final float[] y;
  private final int yo;
  private final float[] initial;
  private final float[] packed;
  private final int batch;
  private final int outH;
  private final int outW;
  private final int outChannels;
  private final int kernelH;
  private final int kernelW;
  private final int strideH;
  private final int strideW;
  private final int bands;
  private final int bandRows;

  private Conv(
      WorkerPool pool,
      Image image,
      HostBuffer y,
      HostBuffer bias,
      float[] packed,
      int batch,
      int outH,
      int outW,
      int outChannels,
      int kernelH,
      int kernelW,
      int strideH,
      int strideW) {
    this.image = image;
    this.y = y.array();
    this.yo = y.offset();
    this.initial = Packing.initial(pool.shared(), bias, outChannels);
    this.packed = packed;
    this.batch = batch;
    this.outH = outH;
    this.outW = outW;
    this.outChannels = outChannels;
    this.kernelH = kernelH;
    this.kernelW = kernelW;
    this.strideH = strideH;
    this.strideW = strideW;
    int fitting = (BAND_FLOATS / Math.max(1, rowFloats()) - kernelH) / strideH + 1;
    int forThreads = Math.ceilDiv(2 * pool.threads(), batch);
    bands = Math.min(outH, Math.max(forThreads, Math.ceilDiv(outH, Math.max(1, fitting))));
    bandRows = Math.ceilDiv(outH, bands);
  }

  /// y = conv(x, w) + bias; bias may be null.
  static void forward(
      WorkerPool pool, HostBuffer y, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry g) {
    int k = g.kernelH() * g.kernelW() * g.inChannels();
    int n = g.outChannels();
    if (g.batch() == 0 || n == 0) {
      return;
    }
    float[] packed = pool.shared().floats(Use.PACKED, Packing.length(k, n));
    pool.run(
        Packing.panels(n),
        (long) k * n,
        (panel, mine) ->
            Packing.panel(
                packed, panel * k * PANEL, w.array(), w.offset(), n, false, k, panel * PANEL, n));
    Image image =
        new Image(
            x.array(), x.offset(), g.height(), g.width(), g.inChannels(), 1, 1, g.padH(), g.padW());
    new Conv(
            pool,
            image,
            y,
            bias,
            packed,
            g.batch(),
            g.outH(),
            g.outW(),
            n,
            g.kernelH(),
            g.kernelW(),
            g.strideH(),
            g.strideW())
        .run(pool);
  }

  /// dx[h, w] = Σ dy[oh, ow]·wᵀ over the taps that join them: a convolution of dy, spread by the
  /// stride, with the kernel turned by 180° and each tap [Cin, Cout] transposed.
  static void backwardData(
      WorkerPool pool, HostBuffer dx, HostBuffer dy, HostBuffer w, ConvGeometry g) {
    int n = g.inChannels();
    if (g.batch() == 0 || n == 0) {
      return;
    }
    int k = g.kernelH() * g.kernelW() * g.outChannels();
    float[] packed = pool.shared().floats(Use.PACKED, Packing.length(k, n));
    pool.run(Packing.panels(n), 2L * k * n, (panel, mine) -> packTurned(packed, panel, w, g));
    Image image =
        new Image(
            dy.array(),
            dy.offset(),
            g.outH(),
            g.outW(),
            g.outChannels(),
            g.strideH(),
            g.strideW(),
            g.kernelH() - 1 - g.padH(),
            g.kernelW() - 1 - g.padW());
    new Conv(
            pool,
            image,
            dx,
            null,
            packed,
            g.batch(),
            g.height(),
            g.width(),
            n,
            g.kernelH(),
            g.kernelW(),
            1,
            1)
        .run(pool);
  }

  private static void packTurned(float[] packed, int panel, HostBuffer w, ConvGeometry g) {
    int taps = g.kernelH() * g.kernelW();
    int cin = g.inChannels();
    int cout = g.outChannels();
    for (int tap = 0; tap < taps; tap++) {
      int from = w.offset() + (taps - 1 - tap) * cin * cout;
      int to = panel * taps * cout * PANEL + tap * cout * Tile.panelWidth(cin - panel * PANEL);
      Packing.panel(packed, to, w.array(), from, cout, true, cout, panel * PANEL, cin);
    }
  }

  private int rowFloats() {
    return paddedWidth() * image.channels();
  }

  private int paddedWidth() {
    return (outW - 1) * strideW + kernelW;
  }

  private void run(WorkerPool pool) {
    long work = 2L * batch * outH * outW * k() * Packing.panels(outChannels);
    pool.run(
        batch * bands,
        work,
        (chunk, mine) -> {
          int row = chunk % bands * bandRows;
          band(chunk / bands, row, Math.min(outH, row + bandRows), mine);
        });
  }

  private int k() {
    return kernelH * kernelW * image.channels();
  }

  /// Computes the output rows `from … to` of one image.
  private void band(int b, int from, int to, Scratch mine) {
    if (from >= to) {
      return;
    }
    int rows = (to - from - 1) * strideH + kernelH;
    float[] padded = mine.floats(Use.INPUT, (long) rows * rowFloats());
    image.pad(padded, b, from * strideH, rows, paddedWidth());
    int pixels = (to - from) * outW;
    int[] at = offsets(mine, to - from);
    for (int column = 0; column < outChannels; column += PANEL) {
      int out = yo + ((b * outH + from) * outW) * outChannels + column;
      panel(out, column, padded, at, pixels, Tile.accumulators(mine));
    }
  }

  private void panel(int out, int column, float[] padded, int[] at, int pixels, float[] tile) {
    int cols = Math.min(PANEL, outChannels - column);
    int length = kernelW * image.channels();
    for (int q = 0; q < pixels; q += ROWS) {
      int valid = Math.min(ROWS, pixels - q);
      int to = out + q * outChannels;
      boolean whole = Tile.isWhole(valid, cols);
      Tile.rows(
          whole ? y : tile,
          whole ? to : 0,
          whole ? outChannels : PANEL,
          cols,
          initial,
          column,
          padded,
          0,
          at,
          q,
          kernelH,
          rowFloats(),
          length,
          packed,
          column * k());
      if (!whole) {
        Tile.store(y, to, outChannels, valid, cols, tile, 1, 0);
      }
    }
  }

  /// Where the first run of each output pixel starts in the padded band.
  private int[] offsets(Scratch mine, int rows) {
    int[] at = mine.ints(Tile.roundUp(rows * outW, ROWS));
    int q = 0;
    for (int r = 0; r < rows; r++) {
      for (int ow = 0; ow < outW; ow++) {
        at[q++] = r * strideH * rowFloats() + ow * strideW * image.channels();
      }
    }
    Tile.repeatLast(at, q);
    return at;
  }
}
