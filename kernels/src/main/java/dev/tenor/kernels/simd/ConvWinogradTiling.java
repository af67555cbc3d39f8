package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.MR;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// How Winograd's algorithm cuts a batch of images [B, H, W] into tiles of 4×2 output pixels, and
/// rows of tiles into chunks. A chunk's tiles are numbered row by row; it may end in one image and
/// begin in another. Where chunks end depends on the sizes alone.
///
/// A transformed tile has 6×4 elements, its positions: 4·i + j is that of row i and column j.
final class ConvWinogradTiling {
  static final int POSITIONS = 24;

  /// The rows and columns of pixels in a tile, and with what it needs around it.
  static final int TILE_ROWS = 4;

  static final int TILE_COLS = 2;
  private static final int IN_ROWS = 6;

  private final int batch;
  private final int height;
  private final int width;
  private final int rows;
  private final int cols;
  private final int rowsPerChunk;

  /// @param tiles how many tiles a chunk should have at most; it has one row of them at least
  /// @param chunks how many chunks there should be at least, for as many threads, unless they
  ///   become so small that register tiles are not full
  ConvWinogradTiling(ConvGeometry g, int tiles, int chunks) {
    batch = g.batch();
    height = g.height();
    width = g.width();
    rows = Math.ceilDiv(height, TILE_ROWS);
    cols = Math.ceilDiv(width, TILE_COLS);
    int all = Math.max(1, batch * rows);
    int wanted = Math.max(Math.ceilDiv(all, chunks), (2 * VirtualLanes.TILE_ROWS - 1) / cols);
    int most = Math.clamp(Math.min(tiles / cols, wanted), 1, all);
    rowsPerChunk = Math.ceilDiv(all, Math.ceilDiv(all, most)); // so that all are about as large
  }

  /// Whether the algorithm applies and saves work: not where most of a tile lies outside.
  static boolean fits(ConvGeometry g) {
    boolean applies =
        g.kernelH() == 3
            && g.kernelW() == 3
            && g.strideH() == 1
            && g.strideW() == 1
            && g.padH() == 1
            && g.padW() == 1
            && !g.isDilated()
            && g.inChannels() % VirtualLanes.WIDEST == 0
            && g.outChannels() % VirtualLanes.WIDEST == 0;
    long rows = Math.ceilDiv(g.height(), TILE_ROWS);
    long cols = Math.ceilDiv(g.width(), TILE_COLS);
    return applies && rows * cols * POSITIONS < 7L * g.height() * g.width();
  }

  /// Whether an image has so few tiles that it fills no register tile alone. Then a single image is
  /// convolved faster without, since the transformed weights are read for each one.
  static boolean isTiny(ConvGeometry g) {
    return Math.ceilDiv(g.height(), TILE_ROWS) * Math.ceilDiv(g.width(), TILE_COLS)
        < VirtualLanes.TILE_ROWS;
  }

  int chunks() {
    return Math.ceilDiv(batch * rows, rowsPerChunk);
  }

  /// Tiles in a row.
  int cols() {
    return cols;
  }

  int width() {
    return width;
  }

  /// The first row of tiles of a chunk; that of the next chunk is its end.
  int firstRow(int chunk) {
    return Math.min(batch * rows, chunk * rowsPerChunk);
  }

  /// How many tiles a chunk has.
  int tiles(int chunk) {
    return (firstRow(chunk + 1) - firstRow(chunk)) * cols;
  }

  /// The most tiles that a chunk has.
  int most() {
    return rowsPerChunk * cols;
  }

  /// Room for the tiles of any chunk, in whole register tiles.
  int capacity() {
    return GemmTile.roundUp(most(), MR);
  }

  /// The first row of pixels of a row of tiles, counted through all images.
  int pixelRow(int row) {
    return row / rows * height + TILE_ROWS * (row % rows);
  }

  /// How many rows of pixels a row of tiles has.
  int pixelRows(int row) {
    return Math.min(TILE_ROWS, height - TILE_ROWS * (row % rows));
  }

  /// The distance of the positions of `capacity` tiles with `channels` each: a cache line more than
  /// they need, so that they do not all fall into the same set of the cache.
  int positionStride(int channels) {
    return capacity() * channels + 16;
  }

  /// Room for the positions of `capacity` tiles with `channels` each.
  long floats(int channels) {
    return (long) POSITIONS * positionStride(channels);
  }

  /// Transforms the input x [B, H, W, channels] of a chunk's tiles. Element [position, tile,
  /// channel] goes to position·positionStride + tile·tileStride + (channel / L)·vectorStride +
  /// channel % L, counted from `at`.
  void transform(
      float[] to,
      int at,
      int positionStride,
      int tileStride,
      int vectorStride,
      int chunk,
      float[] x,
      int xo,
      int channels,
      Scratch mine) {
    int n = width * channels;
    int place = at;
    for (int row = firstRow(chunk); row < firstRow(chunk + 1); row++) {
      int top = TILE_ROWS * (row % rows) - 1;
      int start = xo + (row / rows * height + top) * n;
      float[] from = x;
      if (top < 0 || top + IN_ROWS > height) {
        from = padded(x, start, top, IN_ROWS, n, mine);
        start = Scratch.START;
      }
      for (int c = 0; c < channels; c += L) {
        int v = place + c / L * vectorStride;
        transform(to, v, positionStride, tileStride, from, start + c, n, channels);
      }
      place += cols * tileStride;
    }
  }

  /// Copies `count` rows of `n` floats each from row `top` of an image on, which starts at `from`.
  /// Those outside of the image are 0.
  private float[] padded(float[] x, int from, int top, int count, int n, Scratch mine) {
    float[] padded = mine.floats(Use.INPUT, (long) count * n);
    for (int r = 0; r < count; r++) {
      int to = Scratch.START + r * n;
      if (top + r < 0 || top + r >= height) {
        Arrays.fill(padded, to, to + n, 0f);
      } else {
        System.arraycopy(x, from + r * n, padded, to, n);
      }
    }
    return padded;
  }

  /// Transforms a row of tiles, a vector of channels.
  private void transform(
      float[] to, int v, int next, int step, float[] x, int xo, int row, int channels) {
    ConvWinogradKernels.inputOuter(to, v, next, step, x, xo, row, channels, width);
    ConvWinogradKernels.inputInner(
        to, v + 4 * next, next, step, x, xo, row, channels, width, 4f, 1f, -4f);
    ConvWinogradKernels.inputInner(
        to, v + 12 * next, next, step, x, xo, row, channels, width, 1f, 2f, -2f);
    ConvWinogradKernels.inputOuter(
        to, v + 20 * next, next, step, x, xo + row, row, channels, width);
  }

  /// Transforms the gradients dy [B, H, W, channels] of a chunk's tiles, `count` channels from
  /// `column` on, a multiple of L: element [position, tile, channel] goes to `at +
  /// position·positionStride + tile·tileStride + channel − column`.
  void transformGradient(
      float[] to,
      int at,
      int positionStride,
      int tileStride,
      int chunk,
      float[] dy,
      int dyo,
      int channels,
      int column,
      int count,
      Scratch mine) {
    int n = width * channels;
    int place = at;
    for (int row = firstRow(chunk); row < firstRow(chunk + 1); row++) {
      int top = TILE_ROWS * (row % rows);
      int start = dyo + pixelRow(row) * n;
      float[] from = dy;
      if (top + TILE_ROWS > height) {
        from = padded(dy, start, top, TILE_ROWS, n, mine);
        start = Scratch.START;
      }
      start += column;
      for (int c = 0; c < count; c += L) {
        ConvWinogradKernels.gradient(
            to, place + c, positionStride, tileStride, from, start + c, n, channels, width);
      }
      place += cols * tileStride;
    }
  }
}
