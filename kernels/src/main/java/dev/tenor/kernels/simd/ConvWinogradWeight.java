package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.ConvWinogradTiling.POSITIONS;
import static dev.tenor.kernels.simd.GemmTile.NR;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;

/// The gradient of a 3×3 convolution for its weights by Winograd's F(4×2, 3×3): dw += Gᵀ·S·G, where
/// S [24, Cin, Cout] is the sum over all tiles of the transformed input times the transformed
/// gradient of the output, position by position.
///
/// The batch is cut into units of a few images, and these into groups; each group has its own S,
/// and these are added in order. Within a unit tiles are taken a chunk at a time, so that what is
/// transformed stays in the cache.
final class ConvWinogradWeight {
  /// The most tiles that are added in registers.
  private static final int TILES = 80;

  /// How many groups there are at most, and how many floats all their sums have, for two groups at
  /// least.
  private static final int GROUPS = 8;

  private static final int SUM_FLOATS = 1 << 20;

  /// How many floats the output of a unit has at most, if that is an image.
  private static final int UNIT_FLOATS = 1 << 17;

  /// Work on one unit, which lies in a group.
  @FunctionalInterface
  interface Task {
    void run(int unit, int group, Scratch mine);
  }

  private final ConvGeometry g;
  private final int inChannels;
  private final int outChannels;
  private final int images;
  private final int groups;
  private final ConvWinogradTiling tiling;
  private final float[] sums;

  ConvWinogradWeight(WorkerPool pool, ConvGeometry g) {
    this.g = g;
    inChannels = g.inChannels();
    outChannels = g.outChannels();
    int fitting = Math.clamp(SUM_FLOATS / sumFloats(), 2, GROUPS) & ~1; // even, for two threads
    images = imagesPerUnit(fitting);
    groups = Math.min(fitting, units());
    tiling = new ConvWinogradTiling(g.withBatch(images), TILES, 1);
    sums = pool.shared().floats(Use.PARTIAL, (long) groups * sumFloats());
  }

  /// As many images as fit, of which a batch is made and which leave a unit for every group.
  private int imagesPerUnit(int fitting) {
    int most = Math.min(UNIT_FLOATS / outFloats(), g.batch() / fitting);
    int images = Math.max(1, most);
    while (g.batch() % images != 0) {
      images--;
    }
    return images;
  }

  static void accumulate(
      WorkerPool pool, HostBuffer dw, HostBuffer dy, HostBuffer x, ConvGeometry g) {
    ConvWinogradWeight gradient = new ConvWinogradWeight(pool, g);
    int unit = gradient.images * gradient.outFloats();
    gradient.run(
        pool,
        dw,
        (i, group, mine) -> gradient.add(i, group, x, dy.array(), dy.offset() + i * unit, mine));
  }

  /// How many images are a unit.
  int images() {
    return images;
  }

  /// Whether there are as many groups as there are to be, so that other work may be done in them.
  boolean isParallel() {
    return groups == Math.min(GROUPS, units());
  }

  private int units() {
    return g.batch() / images;
  }

  private int sumFloats() {
    return POSITIONS * inChannels * outChannels;
  }

  /// How many floats an image has in the output.
  private int outFloats() {
    return g.height() * g.width() * outChannels;
  }

  /// Runs `task`, which calls [#add], for all units and adds the gradient to dw.
  void run(WorkerPool pool, HostBuffer dw, Task task) {
    long work = (long) g.batch() * outFloats() * inChannels;
    pool.run(
        groups,
        work,
        (group, mine) -> {
          for (int unit = firstUnit(group); unit < firstUnit(group + 1); unit++) {
            task.run(unit, group, mine);
          }
        });
    pool.run(
        inChannels,
        (long) groups * sumFloats(),
        (channel, mine) -> transformBack(dw, channel, mine));
  }

  private int firstUnit(int group) {
    return group * units() / groups;
  }

  /// Adds a unit, for whose output the gradient starts at `dyo`, to the sums of its group.
  void add(int unit, int group, HostBuffer x, float[] dy, int dyo, Scratch mine) {
    int xo = x.offset() + unit * images * g.height() * g.width() * inChannels;
    for (int chunk = 0; chunk < tiling.chunks(); chunk++) {
      int tiles = tiling.tiles(chunk);
      int next = tiling.positionStride(inChannels);
      boolean first = unit == firstUnit(group) && chunk == 0;
      float[] v = mine.floats(Use.TILES, tiling.floats(inChannels));
      tiling.transform(
          v, Scratch.START, next, L, tiles * L, chunk, x.array(), xo, inChannels, mine);
      for (int column = 0; column < outChannels; column += NR) {
        int cols = Math.min(NR, outChannels - column);
        int width = GemmTile.panelWidth(cols);
        float[] d = mine.floats(Use.PRODUCTS, tiling.floats(NR));
        tiling.transformGradient(
            d,
            Scratch.START,
            tiling.positionStride(width),
            width,
            chunk,
            dy,
            dyo,
            outChannels,
            column,
            cols,
            mine);
        multiply(group, column, tiles, v, d, !first, mine);
      }
    }
  }

  /// Adds the products of a chunk's tiles to the sums of one panel.
  private void multiply(
      int group, int column, int tiles, float[] v, float[] d, boolean add, Scratch mine) {
    int cols = Math.min(NR, outChannels - column);
    int width = GemmTile.panelWidth(cols);
    float[] tile = mine.floats(Use.TILE, (long) inChannels * NR); // L divides the channels
    for (int i = 0; i < POSITIONS; i++) {
      int from = Scratch.START + i * tiling.positionStride(inChannels);
      int to = group * sumFloats() + i * inChannels * outChannels + column;
      int dAt = Scratch.START + i * tiling.positionStride(width);
      GemmTile.columns(tile, 0, NR, cols, null, 0, v, from, 0, inChannels, tiles, d, dAt);
      GemmStoreKernels.store(sums, to, outChannels, inChannels, cols, tile, 1, add ? 1 : 0);
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
        SumKernels.add(temp, i * n, temp, i * n, sums, group * sumFloats() + from, n);
      }
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
    for (int tap = 0; tap < 9; tap++) {
      int to = dw.offset() + tap * all + channel * n;
      SumKernels.add(dw.array(), to, dw.array(), to, temp, whole + tap * n, n);
    }
  }
}
