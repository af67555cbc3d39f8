package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.Tile.PANEL;
import static dev.tenor.kernels.simd.Tile.ROWS;
import static dev.tenor.kernels.simd.Tiling.POSITIONS;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.scalar.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;

/// The gradient of a 3×3 convolution for its weights by Winograd's F(4×2, 3×3): dw += Gᵀ·S·G, where
/// S [24, Cin, Cout] is the sum over all tiles of the transformed input times the transformed
/// gradient of the output, position by position.
///
/// The batch is cut into groups of tiles; each has its own S, and these are added in order. Within
/// a group tiles are taken a chunk at a time, so that what is transformed stays in the cache.
final class WinogradWeight {
  /// The most tiles that are added in registers.
  private static final int TILES = 80;

  /// How many groups there are at most, and how many floats all their sums have, for two groups at
  /// least.
  private static final int GROUPS = 8;

  private static final int SUM_FLOATS = 1 << 20;

  private final Tiling tiling;
  private final Image x;
  private final int inChannels;
  private final Image dy;
  private final int outChannels;
  private final float[] sums;
  private final float[] zeros;
  private final int groups;

  private WinogradWeight(WorkerPool pool, HostBuffer dy, HostBuffer x, ConvGeometry g) {
    tiling = new Tiling(g, TILES, 2);
    inChannels = g.inChannels();
    outChannels = g.outChannels();
    this.x = tiling.image(x, inChannels, 1);
    this.dy = tiling.image(dy, outChannels, 0);
    int fitting = Math.clamp(SUM_FLOATS / sumFloats(), 2, GROUPS);
    groups = Math.min(fitting, tiling.chunks());
    sums = pool.shared().floats(Use.PARTIAL, (long) groups * sumFloats());
    zeros = Packing.initial(pool.shared(), null, 0);
  }

  static void accumulate(
      WorkerPool pool, HostBuffer dw, HostBuffer dy, HostBuffer x, ConvGeometry g) {
    WinogradWeight gradient = new WinogradWeight(pool, dy, x, g);
    long work = (long) g.batch() * g.height() * g.width() * g.inChannels() * g.outChannels();
    pool.run(gradient.groups, work, gradient::group);
    pool.run(
        g.inChannels(),
        (long) gradient.groups * gradient.sumFloats(),
        (channel, mine) -> gradient.transformBack(dw, channel, mine));
  }

  private int sumFloats() {
    return POSITIONS * inChannels * outChannels;
  }

  private void group(int group, Scratch mine) {
    int first = group * tiling.chunks() / groups;
    int end = (group + 1) * tiling.chunks() / groups;
    for (int chunk = first; chunk < end; chunk++) {
      int tiles = tiling.tiles(chunk);
      int next = tiling.positionStride(inChannels);
      float[] v = mine.floats(Use.TILES, tiling.floats(inChannels));
      tiling.transform(v, next, L, tiles * L, chunk, x, mine);
      for (int column = 0; column < outChannels; column += PANEL) {
        int cols = Math.min(PANEL, outChannels - column);
        int width = Tile.panelWidth(cols);
        float[] d = mine.floats(Use.PRODUCTS, tiling.floats(PANEL));
        tiling.transformGradient(
            d, tiling.positionStride(width), width, chunk, dy, column, cols, mine);
        multiply(group, column, tiles, v, d, chunk > first, mine);
      }
    }
  }

  /// Adds the products of a chunk's tiles to the sums of one panel.
  private void multiply(
      int group, int column, int tiles, float[] v, float[] d, boolean add, Scratch mine) {
    int cols = Math.min(PANEL, outChannels - column);
    int width = Tile.panelWidth(cols);
    float[] tile = Tile.accumulators(mine);
    for (int i = 0; i < POSITIONS; i++) {
      int from = i * tiling.positionStride(inChannels);
      int to = group * sumFloats() + i * inChannels * outChannels + column;
      int dAt = i * tiling.positionStride(width);
      for (int r = 0; r < inChannels; r += ROWS) {
        int row = from + Tile.packedRow(r, tiles);
        Tile.columns(tile, 0, PANEL, cols, zeros, 0, v, row, tiles, d, dAt);
        Tile.store(sums, to + r * outChannels, outChannels, ROWS, cols, tile, 1, add ? 1 : 0);
      }
    }
  }

  /// Adds Gᵀ·S·G of one input channel to dw.
  private void transformBack(HostBuffer dw, int channel, Scratch mine) {
    int n = outChannels;
    int all = inChannels * n;
    float[] temp = mine.floats(Use.HALF, (POSITIONS + 12 + 9L) * n);
    for (int i = 0; i < POSITIONS; i++) {
      int from = i * all + channel * n;
      System.arraycopy(sums, from, temp, i * n, n);
      for (int group = 1; group < groups; group++) {
        Elementwise.add(temp, i * n, temp, i * n, sums, group * sumFloats() + from, n);
      }
    }
    int half = POSITIONS * n;
    for (int j = 0; j < 4; j++) {
      WinogradKernels.weightGradient6to3(temp, half + j * n, 4 * n, temp, j * n, 4 * n, n);
    }
    int whole = half + 12 * n;
    for (int i = 0; i < 3; i++) {
      WinogradKernels.weightGradient4to3(temp, whole + 3 * i * n, n, temp, half + 4 * i * n, n, n);
    }
    for (int tap = 0; tap < 9; tap++) {
      int to = dw.offset() + tap * all + channel * n;
      Elementwise.add(dw.array(), to, dw.array(), to, temp, whole + tap * n, n);
    }
  }
}
