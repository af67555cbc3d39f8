package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.ConvWinogradTiling.POSITIONS;
import static dev.tenor.kernels.simd.GemmTile.NR;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;

/// [ConvWinograd] for the deep layers of a network, with many channels and small images, the same
/// bits in another order of work. Transformed, the weights are 24/9 as large, more than a cache,
/// and a chunk of a few tiles would read all of them: so here first the tiles of all images are
/// transformed, and then a chunk is one panel of output channels, whose weights it transforms for
/// itself.
final class ConvWinogradDeep {
  /// How many transformed weights are too many for the other way.
  private static final long WEIGHT_FLOATS = 1 << 19;

  /// How many floats the transformed tiles of all images have that are taken at a time, unless one
  /// image has more.
  static final int TILE_FLOATS = 1 << 21;

  /// How many tiles are multiplied at a time.
  private static final int TILES = 64;

  /// What lies between the positions of transformed weights: a cache line, so that they do not all
  /// fall into the same set of the cache.
  private static final int PADDING = 16;

  private final WorkerPool pool;
  private final float[] w;
  private final int wo;
  private final boolean isPacked;
  private final HostBuffer bias;
  private final int inChannels;
  private final int outChannels;
  private final ConvGeometry g;

  private ConvWinogradDeep(
      WorkerPool pool,
      float[] w,
      int wo,
      boolean isPacked,
      HostBuffer bias,
      int inChannels,
      int outChannels,
      ConvGeometry g) {
    this.pool = pool;
    this.w = w;
    this.wo = wo;
    this.isPacked = isPacked;
    this.bias = bias;
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.g = g;
  }

  static boolean fits(ConvGeometry g) {
    return ConvWinogradTiling.fits(g)
        && (long) POSITIONS * g.inChannels() * g.outChannels() > WEIGHT_FLOATS;
  }

  /// y = conv(x, w) + bias; bias may be null.
  static void forward(
      WorkerPool pool, HostBuffer y, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry g) {
    of(pool, w, false, bias, g).run(y, x);
  }

  /// [#forward] with the weights that [ConvWinograd#pack] has transformed.
  static void packed(
      WorkerPool pool,
      HostBuffer y,
      HostBuffer x,
      HostBuffer packed,
      HostBuffer bias,
      ConvGeometry g) {
    of(pool, packed, true, bias, g).run(y, x);
  }

  private static ConvWinogradDeep of(
      WorkerPool pool, HostBuffer w, boolean isPacked, HostBuffer bias, ConvGeometry g) {
    return new ConvWinogradDeep(
        pool, w.array(), w.offset(), isPacked, bias, g.inChannels(), g.outChannels(), g);
  }

  /// dx = the gradient for the input: a convolution of dy.
  static void backwardData(
      WorkerPool pool, HostBuffer dx, HostBuffer dy, HostBuffer w, ConvGeometry g) {
    float[] flipped = ConvWinograd.flipped(pool, w, g.inChannels(), g.outChannels());
    new ConvWinogradDeep(pool, flipped, 0, false, null, g.outChannels(), g.inChannels(), g)
        .run(dx, dy);
  }

  /// How many images are taken at a time.
  static int images(ConvGeometry g, int channels) {
    ConvWinogradTiling image = new ConvWinogradTiling(g.withBatch(1), TILES, 1);
    long tiles = GemmTile.roundUp(image.most(), VirtualLanes.TILE_ROWS);
    long floats = image.chunks() * POSITIONS * (tiles * channels + 16);
    return Math.clamp(TILE_FLOATS / floats, 1, g.batch());
  }

  private void run(HostBuffer y, HostBuffer x) {
    int image = g.height() * g.width();
    int most = images(g, inChannels);
    for (int first = 0; first < g.batch(); first += most) {
      int count = Math.min(most, g.batch() - first);
      ConvWinogradTiling tiling = new ConvWinogradTiling(g.withBatch(count), TILES, 1);
      int from = x.offset() + first * image * inChannels;
      int to = y.offset() + first * image * outChannels;
      images(tiling, y.array(), to, x.array(), from);
    }
  }

  private void images(ConvWinogradTiling tiling, float[] y, int yo, float[] x, int xo) {
    int floats = Math.toIntExact(tiling.floats(inChannels));
    int chunks = tiling.chunks();
    float[] v = pool.shared().floats(Use.TILES, (long) chunks * floats);
    pool.run(
        chunks,
        (long) chunks * floats / L,
        (chunk, mine) -> {
          int at = Scratch.START + chunk * floats;
          int next = tiling.positionStride(inChannels);
          tiling.transform(v, at, next, inChannels, L, chunk, x, xo, inChannels, mine);
        });
    float[] initial = GemmPackingKernels.initial(pool.shared(), bias, outChannels);
    ConvWinograd conv = new ConvWinograd(tiling, inChannels, outChannels, initial, null, 0);
    pool.run(
        GemmPackingKernels.panels(outChannels),
        (long) chunks * floats * outChannels / L,
        (panel, mine) -> panel(conv, tiling, panel * NR, v, floats, y, yo, mine));
  }

  /// Transforms the weights of the NR output channels from `column` on.
  private float[] transformed(int column, int step, Scratch mine) {
    float[] u = mine.floats(Use.ROWS, (long) POSITIONS * step);
    for (int channel = 0; channel < inChannels; channel++) {
      ConvWinograd.transformWeights(
          u, 0, step, w, wo, inChannels, outChannels, column, channel, mine);
    }
    return u;
  }

  /// Computes the NR channels of y from `column` on.
  private void panel(
      ConvWinograd conv,
      ConvWinogradTiling tiling,
      int column,
      float[] v,
      int floats,
      float[] y,
      int yo,
      Scratch mine) {
    int position = inChannels * GemmTile.panelWidth(outChannels - column);
    int step = isPacked ? position : position + PADDING;
    int from = isPacked ? wo + column * POSITIONS * inChannels : 0;
    float[] u = isPacked ? w : transformed(column, step, mine);
    int[] at = mine.ints(tiling.capacity() + GemmTile.MR);
    int row = tiling.width() * outChannels;
    for (int chunk = 0; chunk < tiling.chunks(); chunk++) {
      int tiles = tiling.tiles(chunk);
      GemmTile.offsets(at, tiles, inChannels);
      conv.multiply(column, v, Scratch.START + chunk * floats, at, tiles, u, from, step, mine);
      conv.store(y, yo + tiling.pixelRow(tiling.firstRow(chunk)) * row, column, chunk, mine);
    }
  }
}
