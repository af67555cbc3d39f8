package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.ConvWinogradTiling.POSITIONS;
import static dev.tenor.kernels.simd.GemmTile.NR;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;

/// [ConvWinogradWeight] for the deep layers of a network (see [ConvWinogradDeep]), whose sums S
/// [24, Cin, Cout] are more than a cache. First the inputs and the gradients of all tiles are
/// transformed; then a chunk computes a block of S, some input channels by one panel of output
/// channels, over all tiles, and transforms it back.
final class ConvWinogradDeepWeight {
  /// How many tiles are added in registers at most.
  private static final int TILES = 256;

  /// The input channels of a block.
  private static final int BLOCK = 32;

  private final ConvGeometry g;
  private final ConvWinogradTiling tiling;
  private final float[] v;
  private final float[] d;
  private final int inFloats;
  private final int outFloats;
  private final int panels;

  private ConvWinogradDeepWeight(WorkerPool pool, ConvGeometry g) {
    this.g = g;
    tiling = new ConvWinogradTiling(g, TILES, 1);
    panels = GemmPackingKernels.panels(g.outChannels());
    inFloats = Math.toIntExact(tiling.floats(g.inChannels()));
    outFloats = Math.toIntExact(tiling.floats(NR));
    v = pool.shared().floats(Use.TILES, (long) tiling.chunks() * inFloats);
    d = pool.shared().floats(Use.PRODUCTS, (long) tiling.chunks() * panels * outFloats);
  }

  static void accumulate(
      WorkerPool pool, HostBuffer dw, HostBuffer dy, HostBuffer x, ConvGeometry g) {
    int most = ConvWinogradDeep.images(g, g.inChannels() + g.outChannels());
    int image = g.height() * g.width();
    for (int first = 0; first < g.batch(); first += most) {
      int count = Math.min(most, g.batch() - first);
      int xo = x.offset() + first * image * g.inChannels();
      int dyo = dy.offset() + first * image * g.outChannels();
      new ConvWinogradDeepWeight(pool, g.withBatch(count))
          .run(pool, dw, dy.array(), dyo, x.array(), xo);
    }
  }

  private void run(WorkerPool pool, HostBuffer dw, float[] dy, int dyo, float[] x, int xo) {
    int chunks = tiling.chunks();
    pool.run(
        chunks * (panels + 1),
        (long) chunks * (inFloats + panels * outFloats) / L,
        (i, mine) -> {
          if (i < chunks) {
            transformInput(i, x, xo, mine);
          } else {
            transformGradient((i - chunks) / panels, (i - chunks) % panels, dy, dyo, mine);
          }
        });
    int blocks = Math.ceilDiv(g.inChannels(), BLOCK);
    pool.run(
        blocks * panels,
        (long) chunks * inFloats * panels,
        (i, mine) -> block(i / panels * BLOCK, i % panels, dw, mine));
  }

  private void transformInput(int chunk, float[] x, int xo, Scratch mine) {
    int at = Scratch.START + chunk * inFloats;
    int next = tiling.positionStride(g.inChannels());
    int group = tiling.tiles(chunk) * L;
    tiling.transform(v, at, next, L, group, chunk, x, xo, g.inChannels(), mine);
  }

  private int gradientAt(int chunk, int panel) {
    return Scratch.START + (chunk * panels + panel) * outFloats;
  }

  private void transformGradient(int chunk, int panel, float[] dy, int dyo, Scratch mine) {
    int column = panel * NR;
    int cols = Math.min(NR, g.outChannels() - column);
    int width = GemmTile.panelWidth(cols);
    tiling.transformGradient(
        d,
        gradientAt(chunk, panel),
        tiling.positionStride(width),
        width,
        chunk,
        dy,
        dyo,
        g.outChannels(),
        column,
        cols,
        mine);
  }

  /// Adds the gradient of the weights between a block of input channels and a panel to dw.
  private void block(int first, int panel, HostBuffer dw, Scratch mine) {
    int channels = Math.min(BLOCK, g.inChannels() - first);
    int n = channels * NR;
    float[] temp = mine.floats(Use.HALF, (POSITIONS + 12 + 9L) * n);
    for (int chunk = 0; chunk < tiling.chunks(); chunk++) {
      multiply(temp, chunk, first, channels, panel, mine);
    }
    int half = POSITIONS * n;
    for (int j = 0; j < 4; j++) {
      ConvWinogradWeightKernels.gradient6to3(temp, half + j * n, 4 * n, temp, j * n, 4 * n, n);
    }
    int whole = half + 12 * n;
    for (int i = 0; i < 3; i++) {
      ConvWinogradWeightKernels.gradient4to3(
          temp, whole + 3 * i * n, n, temp, half + 4 * i * n, n, n);
    }
    int cols = Math.min(NR, g.outChannels() - panel * NR);
    for (int r = 0; r < 9 * channels; r++) { // row r % channels of tap r / channels
      int row = r / channels * g.inChannels() + first + r % channels;
      int to = dw.offset() + row * g.outChannels() + panel * NR;
      SumKernels.add(dw.array(), to, dw.array(), to, temp, whole + r * NR, cols);
    }
  }

  /// Adds the products of a chunk's tiles to the sums [24, channels, NR].
  private void multiply(float[] sums, int chunk, int first, int channels, int panel, Scratch mine) {
    int cols = Math.min(NR, g.outChannels() - panel * NR);
    int tiles = tiling.tiles(chunk);
    float[] tile = GemmTile.accumulators(mine);
    for (int i = 0; i < POSITIONS; i++) {
      int from = Scratch.START + chunk * inFloats + i * tiling.positionStride(g.inChannels());
      int to = i * channels * NR;
      int dAt = gradientAt(chunk, panel) + i * tiling.positionStride(GemmTile.panelWidth(cols));
      float[] c = chunk == 0 ? sums : tile; // L divides the channels, and MR divides L
      int at = chunk == 0 ? to : 0;
      GemmTile.columns(c, at, NR, cols, null, 0, v, from, first, channels, tiles, d, dAt);
      if (chunk > 0) {
        GemmStoreKernels.store(sums, to, NR, channels, cols, tile, 1, 1);
      }
    }
  }
}
