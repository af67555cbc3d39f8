package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.Tile.ROWS;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.scalar.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// How Winograd's algorithm cuts a batch of images [B, H, W] into tiles of 4×2 output pixels, and
/// rows of tiles into chunks. A chunk's tiles are numbered row by row; it may end in one image and
/// begin in another. Where chunks end depends on the sizes alone.
///
/// A transformed tile has 6×4 elements, its positions: 4·i + j is that of row i and column j.
final class Tiling {
  static final int POSITIONS = 24;

  /// The rows and columns of pixels in a tile, and with what it needs around it.
  static final int TILE_ROWS = 4;

  static final int TILE_COLS = 2;
  private static final int IN_ROWS = 6;
  private static final int IN_COLS = 4;

  private final int batch;
  private final int height;
  private final int width;
  private final int rows;
  private final int cols;
  private final int rowsPerChunk;

  /// @param tiles how many tiles a chunk should have at most; it has one row of them at least
  /// @param chunks how many chunks there should be at least, for as many threads, unless they
  ///   become so small that register tiles are not full
  Tiling(ConvGeometry g, int tiles, int chunks) {
    batch = g.batch();
    height = g.height();
    width = g.width();
    rows = Math.ceilDiv(height, TILE_ROWS);
    cols = Math.ceilDiv(width, TILE_COLS);
    int wanted = Math.max(Math.ceilDiv(batch * rows, chunks), (2 * ROWS - 1) / cols);
    rowsPerChunk = Math.clamp(Math.min(tiles / cols, wanted), 1, Math.max(1, batch * rows));
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
            && g.inChannels() % L == 0
            && g.outChannels() % L == 0;
    long rows = Math.ceilDiv(g.height(), TILE_ROWS);
    long cols = Math.ceilDiv(g.width(), TILE_COLS);
    return applies && rows * cols * POSITIONS < 7L * g.height() * g.width();
  }

  /// Whether an image has so few tiles that it fills no register tile alone. Then a single image is
  /// convolved faster without, since the transformed weights are read for each one.
  static boolean isTiny(ConvGeometry g) {
    return Math.ceilDiv(g.height(), TILE_ROWS) * Math.ceilDiv(g.width(), TILE_COLS) < ROWS;
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

  /// Room for the tiles of any chunk, in whole register tiles.
  int capacity() {
    return Tile.roundUp(rowsPerChunk * cols, ROWS);
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

  /// The images [B, H, W, channels], with `pad` rows of zeros above and below.
  Image image(HostBuffer x, int channels, int pad) {
    return new Image(x.array(), x.offset(), height, width, channels, 1, 1, pad, 0);
  }

  /// Transforms the input x, with a row of padding, of a chunk's tiles: element [position, tile,
  /// channel] goes to `position·positionStride + tile·tileStride + channel / L·vectorStride +
  /// channel % L`.
  void transform(
      float[] to,
      int positionStride,
      int tileStride,
      int vectorStride,
      int chunk,
      Image x,
      Scratch mine) {
    int channels = x.channels();
    int rowFloats = (TILE_COLS * cols + 2) * channels;
    float[] half = mine.floats(Use.HALF, (long) IN_ROWS * rowFloats);
    clearBorders(half, rowFloats, channels);
    int at = 0;
    for (int row = firstRow(chunk); row < firstRow(chunk + 1); row++) {
      int top = TILE_ROWS * (row % rows) - 1;
      boolean inside = top >= 0 && top + IN_ROWS <= height;
      float[] from = inside ? x.x() : mine.floats(Use.INPUT, (long) IN_ROWS * width * channels);
      if (!inside) {
        x.pad(from, row / rows, top + 1, IN_ROWS, width);
      }
      int start = inside ? x.xo() + (row / rows * height + top) * width * channels : 0;
      int n = width * channels;
      WinogradKernels.input6to6(half, channels, rowFloats, from, start, n, n);
      for (int i = 0; i < IN_ROWS; i++) {
        for (int c = 0; c < channels; c += L) {
          int v = IN_COLS * i * positionStride + at + c / L * vectorStride;
          WinogradKernels.input4to4(
              to, v, positionStride, tileStride, half, i * rowFloats + c, channels, cols);
        }
      }
      at += cols * tileStride;
    }
  }

  /// Zeros the columns left and right of the image in the rows of half transformed tiles.
  private void clearBorders(float[] half, int rowFloats, int channels) {
    for (int i = 0; i < IN_ROWS; i++) {
      int from = i * rowFloats;
      Arrays.fill(half, from, from + channels, 0f);
      Arrays.fill(half, from + (width + 1) * channels, from + rowFloats, 0f);
    }
  }

  /// Transforms the gradients dy, not padded, of a chunk's tiles, `count` channels from `column`
  /// on, a multiple of L: element [position, tile, channel] goes to `position·positionStride +
  /// tile·tileStride + channel − column`.
  void transformGradient(
      float[] to,
      int positionStride,
      int tileStride,
      int chunk,
      Image dy,
      int column,
      int count,
      Scratch mine) {
    int channels = dy.channels();
    int rowFloats = TILE_COLS * cols * count;
    float[] half = mine.floats(Use.HALF, (long) IN_ROWS * rowFloats);
    for (int i = 0; i < IN_ROWS && TILE_COLS * cols > width; i++) {
      Arrays.fill(half, i * rowFloats + width * count, (i + 1) * rowFloats, 0f);
    }
    int at = 0;
    for (int row = firstRow(chunk); row < firstRow(chunk + 1); row++) {
      int top = TILE_ROWS * (row % rows);
      boolean inside = top + TILE_ROWS <= height;
      float[] from = inside ? dy.x() : mine.floats(Use.INPUT, 4L * width * channels);
      if (!inside) {
        dy.pad(from, row / rows, top, TILE_ROWS, width);
      }
      int start = inside ? dy.xo() + pixelRow(row) * width * channels : 0;
      for (int c = 0; c < count; c += L) {
        WinogradKernels.gradient4to6(
            half, c, rowFloats, count, from, start + column + c, width * channels, channels, width);
      }
      for (int i = 0; i < IN_ROWS; i++) {
        for (int c = 0; c < count; c += L) {
          int d = IN_COLS * i * positionStride + at + c;
          WinogradKernels.gradient2to4(
              to, d, positionStride, tileStride, half, i * rowFloats + c, count, cols);
        }
      }
      at += cols * tileStride;
    }
  }
}
