package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.Tile.ROWS;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.scalar.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;

/// How Winograd's algorithm cuts a batch of images [B, H, W] into tiles of 2×2 output pixels, and
/// rows of tiles into chunks. A chunk's tiles are numbered row by row; it may end in one image and
/// begin in another. Where chunks end depends on the sizes alone.
final class Tiling {
  /// Elements of a transformed tile: 4×4.
  static final int POSITIONS = 16;

  private final int batch;
  private final int height;
  private final int width;
  private final int rows;
  private final int cols;
  private final int rowsPerChunk;

  /// @param tiles how many tiles a chunk should have at most; it has one row of them at least
  Tiling(ConvGeometry g, int tiles) {
    batch = g.batch();
    height = g.height();
    width = g.width();
    rows = Math.ceilDiv(height, 2);
    cols = Math.ceilDiv(width, 2);
    rowsPerChunk = Math.clamp(tiles / cols, 1, Math.max(1, batch * rows));
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
    long tiles = (long) Math.ceilDiv(g.height(), 2) * Math.ceilDiv(g.width(), 2);
    return applies && tiles * POSITIONS < 8L * g.height() * g.width();
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

  /// The first pixel of a row of tiles.
  int pixel(int row) {
    return (row / rows * height + 2 * (row % rows)) * width;
  }

  /// Whether the lower pixels of a row of tiles exist.
  boolean hasLower(int row) {
    return 2 * (row % rows) + 1 < height;
  }

  /// The distance of the positions of `capacity` tiles with `channels` each: a cache line more than
  /// they need, so that sixteen of them do not fall into the same set of the cache.
  int positionStride(int channels) {
    return capacity() * channels + 16;
  }

  /// The images [B, H, W, channels], with `pad` zeros around each.
  Image image(HostBuffer x, int channels, int pad) {
    return new Image(x.array(), x.offset(), height, width, channels, 1, 1, pad, pad);
  }

  /// Transforms the input x, padded by 1, of a chunk's tiles: element [position, tile, channel]
  /// goes to `position·positionStride + tile·tileStride + channel / L·vectorStride + channel % L`.
  void transform(
      float[] to,
      int positionStride,
      int tileStride,
      int vectorStride,
      int chunk,
      Image x,
      Scratch mine) {
    int channels = x.channels();
    int rowFloats = (2 * cols + 2) * channels;
    int end = firstRow(chunk + 1);
    int tile = 0;
    for (int row = firstRow(chunk); row < end; ) {
      int next = Math.min(end, (row / rows + 1) * rows); // the end of this image
      int inputRows = 2 * (next - row) + 2;
      float[] padded = mine.floats(Use.INPUT, (long) inputRows * rowFloats);
      x.pad(padded, row / rows, 2 * (row % rows), inputRows, 2 * cols + 2);
      for (int from = 0; row < next; row++, from += 2 * rowFloats) {
        for (int c = 0; c < channels; c += L) {
          int at = tile * tileStride + c / L * vectorStride;
          WinogradKernels.input(
              to, at, positionStride, tileStride, padded, from + c, rowFloats, channels, cols);
        }
        tile += cols;
      }
    }
  }

  /// Transforms the gradients dy, not padded, of a chunk's tiles, `cols` channels from `column` on,
  /// a multiple of L: element [position, tile, channel] goes to `position·positionStride +
  /// tile·tileStride + channel − column`.
  void transformGradient(
      float[] to,
      int positionStride,
      int tileStride,
      int chunk,
      Image dy,
      int column,
      int cols,
      Scratch mine) {
    int channels = dy.channels();
    int at = 0;
    for (int row = firstRow(chunk); row < firstRow(chunk + 1); row++) {
      boolean whole = hasLower(row) && width % 2 == 0;
      float[] from = whole ? dy.x() : mine.floats(Use.INPUT, 4L * this.cols * channels);
      int start = whole ? dy.xo() + pixel(row) * channels : 0;
      int rowFloats = (whole ? width : 2 * this.cols) * channels;
      if (!whole) {
        dy.pad(from, row / rows, 2 * (row % rows), 2, 2 * this.cols);
      }
      for (int c = 0; c < cols; c += L) {
        WinogradKernels.gradient(
            to,
            at + c,
            positionStride,
            tileStride,
            from,
            start + column + c,
            rowFloats,
            channels,
            this.cols);
      }
      at += this.cols * tileStride;
    }
  }
}
