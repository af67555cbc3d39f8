package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.ConvWinogradTiling.POSITIONS;
import static dev.tenor.kernels.simd.GemmTile.MR;
import static dev.tenor.kernels.simd.GemmTile.NR;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// 3×3 convolution with stride 1 and padding 1, and the gradient for its input, by Winograd's
/// F(4×2, 3×3): three products for an output instead of nine; see [ConvWinogradKernels].
///
/// A chunk transforms the inputs of its tiles to V [24, tiles, Cin]. For every panel of output
/// channels it then multiplies V with the transformed weights U [panel, 24, Cin, NR] to M [24,
/// tiles, NR], which the transform back turns into pixels. V and M stay in the L2 cache.
final class ConvWinograd {
  /// How many floats of V and M a chunk has at most.
  private static final int CHUNK_FLOATS = 1 << 17;

  private static final int CHUNKS = 8;

  /// The position of the tile whose column of Aᵀ⊗Aᵀ is all ones: a bias added there reaches every
  /// output once.
  private static final int CENTRE = 5;

  private final ConvWinogradTiling tiling;
  private final int inChannels;
  private final int outChannels;
  private final float[] initial;
  private final float[] weights;
  private final int weightsAt;

  ConvWinograd(
      ConvWinogradTiling tiling,
      int inChannels,
      int outChannels,
      float[] initial,
      float[] weights,
      int weightsAt) {
    this.tiling = tiling;
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.initial = initial;
    this.weights = weights;
    this.weightsAt = weightsAt;
  }

  /// How many floats [#pack] writes.
  static int packedFloats(int inChannels, int outChannels) {
    return GemmPackingKernels.panels(outChannels) * POSITIONS * inChannels * NR;
  }

  /// Writes U, the transformed weights w [3, 3, Cin, Cout].
  static void pack(
      WorkerPool pool, float[] u, int uo, float[] w, int wo, int inChannels, int outChannels) {
    pool.run(
        GemmPackingKernels.panels(outChannels) * inChannels,
        (long) outChannels * inChannels * POSITIONS,
        (chunk, mine) -> {
          int column = chunk / inChannels * NR;
          int to = uo + column * POSITIONS * inChannels;
          int next = inChannels * GemmTile.panelWidth(outChannels - column);
          transformWeights(
              u, to, next, w, wo, inChannels, outChannels, column, chunk % inChannels, mine);
        });
  }

  /// The same for the weights of a convolution.
  static void pack(WorkerPool pool, HostBuffer u, HostBuffer w, ConvGeometry g) {
    pack(pool, u.array(), u.offset(), w.array(), w.offset(), g.inChannels(), g.outChannels());
  }

  private static ConvWinogradTiling tiling(ConvGeometry g) {
    int largest = Math.max(g.inChannels(), g.outChannels());
    return new ConvWinogradTiling(
        g, CHUNK_FLOATS / (POSITIONS * (largest + 2 * VirtualLanes.V)), CHUNKS);
  }

  /// conv(x, w) + bias; bias may be null.
  static ConvWinograd forward(WorkerPool pool, HostBuffer w, HostBuffer bias, ConvGeometry g) {
    int floats = packedFloats(g.inChannels(), g.outChannels());
    HostBuffer packed = pool.shared().buffer(Use.PACKED, floats);
    pack(pool, packed, w, g);
    return packed(pool, packed, bias, g);
  }

  /// The same with weights that [#pack] has packed.
  static ConvWinograd packed(WorkerPool pool, HostBuffer packed, HostBuffer bias, ConvGeometry g) {
    return new ConvWinograd(
        tiling(g),
        g.inChannels(),
        g.outChannels(),
        GemmPackingKernels.initial(pool.shared(), bias, g.outChannels()),
        packed.array(),
        packed.offset());
  }

  /// The gradient for the input: a convolution of dy with the kernel flipped and each tap
  /// transposed.
  static ConvWinograd backwardData(WorkerPool pool, HostBuffer w, ConvGeometry g) {
    int cin = g.inChannels();
    int cout = g.outChannels();
    float[] flipped = flipped(pool, w, cin, cout);
    float[] packed = pool.shared().floats(Use.PACKED, packedFloats(cout, cin));
    pack(pool, packed, 0, flipped, 0, cout, cin);
    float[] initial = GemmPackingKernels.initial(pool.shared(), null, cin);
    return new ConvWinograd(tiling(g), cout, cin, initial, packed, 0);
  }

  /// The weights of the gradient for the input: flipped, each tap transposed.
  static float[] flipped(WorkerPool pool, HostBuffer w, int cin, int cout) {
    float[] flipped = pool.shared().floats(Use.FLIPPED, 9L * cin * cout);
    pool.run(
        9,
        9L * cin * cout,
        (tap, mine) -> {
          int from = w.offset() + (8 - tap) * cin * cout;
          GemmPackingKernels.transpose(
              flipped, tap * cin * cout, cin, w.array(), from, cout, cout, cin);
        });
    return flipped;
  }

  /// The output for the input x.
  ConvBands of(HostBuffer x) {
    return new Output(this, x.array(), x.offset());
  }

  private record Output(ConvWinograd conv, float[] x, int xo) implements ConvBands {
    @Override
    public int count() {
      return conv.tiling.chunks();
    }

    @Override
    public int firstRow(int band) {
      return conv.firstRow(band);
    }

    @Override
    public int rowFloats() {
      return conv.rowFloats();
    }

    @Override
    public long work() {
      return (long) firstRow(count()) * rowFloats() * conv.inChannels;
    }

    @Override
    public void compute(int band, float[] y, int yo, Scratch mine) {
      conv.chunk(band, x, xo, y, yo, mine);
    }
  }

  private int firstRow(int chunk) {
    return tiling.pixelRow(tiling.firstRow(chunk));
  }

  private int rowFloats() {
    return tiling.width() * outChannels;
  }

  /// U = G·w·Gᵀ for one input channel and one panel of output channels, which begins at `uo` and
  /// whose positions are `next` apart.
  static void transformWeights(
      float[] u,
      int uo,
      int next,
      float[] w,
      int wo,
      int inChannels,
      int outChannels,
      int column,
      int channel,
      Scratch mine) {
    int cols = Math.min(NR, outChannels - column);
    int width = GemmTile.panelWidth(cols);
    int tap = inChannels * outChannels;
    float[] half = mine.floats(Use.HALF, 18 * NR);
    int from = wo + channel * outChannels + column;
    for (int j = 0; j < 3; j++) {
      ConvWinogradWeightKernels.weight3to6(half, j * NR, 3 * NR, w, from + j * tap, 3 * tap, cols);
    }
    int to = uo + channel * width;
    for (int i = 0; i < 6; i++) {
      int row = to + 4 * i * next;
      ConvWinogradWeightKernels.weight3to4(u, row, next, half, 3 * i * NR, NR, cols);
    }
    for (int i = 0; i < POSITIONS && cols < width; i++) {
      Arrays.fill(u, to + i * next + cols, to + i * next + width, 0f);
    }
  }

  /// Computes the whole output on this thread.
  void run(float[] x, int xo, float[] y, int yo, Scratch mine) {
    for (int chunk = 0; chunk < tiling.chunks(); chunk++) {
      chunk(chunk, x, xo, y, yo + firstRow(chunk) * rowFloats(), mine);
    }
  }

  private void chunk(int chunk, float[] x, int xo, float[] y, int yo, Scratch mine) {
    int next = tiling.positionStride(inChannels);
    float[] v = mine.floats(Use.TILES, tiling.floats(inChannels));
    tiling.transform(v, Scratch.START, next, inChannels, L, chunk, x, xo, inChannels, mine);
    int tiles = tiling.tiles(chunk);
    int[] at = mine.ints(tiling.capacity() + MR);
    GemmTile.offsets(at, tiles, inChannels);
    for (int column = 0; column < outChannels; column += NR) {
      int u = weightsAt + column * POSITIONS * inChannels;
      int step = inChannels * GemmTile.panelWidth(outChannels - column);
      multiply(column, v, Scratch.START, at, tiles, weights, u, step, mine);
      store(y, yo, column, chunk, mine);
    }
  }

  /// M [24, tiles, NR] = V·U for one panel of U, at `from`, whose positions are `step` apart.
  void multiply(
      int column,
      float[] v,
      int vAt,
      int[] at,
      int tiles,
      float[] u,
      int from,
      int step,
      Scratch mine) {
    int cols = Math.min(NR, outChannels - column);
    int next = tiling.positionStride(NR);
    float[] m = mine.floats(Use.PRODUCTS, tiling.floats(NR));
    int rows = GemmTile.padded(tiles);
    int uo = from;
    for (int i = 0; i < POSITIONS; i++) {
      float[] init = i == CENTRE ? initial : null;
      int vo = vAt + i * tiling.positionStride(inChannels);
      int to = Scratch.START + i * next;
      GemmTile.rows(m, to, NR, cols, init, column, v, vo, at, 0, rows, 1, 0, inChannels, u, uo);
      uo += step;
    }
  }

  /// Transforms M back to the pixels of the chunk. The last tiles of an image may have rows too
  /// many, which are left out.
  void store(float[] y, int yo, int column, int chunk, Scratch mine) {
    float[] m = mine.floats(Use.PRODUCTS, tiling.floats(NR));
    int cols = Math.min(NR, outChannels - column);
    float[] whole =
        mine.floats(Use.HALF, (long) ConvWinogradTiling.TILE_ROWS * tiling.width() * cols);
    int from = Scratch.START;
    for (int row = tiling.firstRow(chunk); row < tiling.firstRow(chunk + 1); row++) {
      int to = yo + (tiling.pixelRow(row) - firstRow(chunk)) * rowFloats() + column;
      int rows = tiling.pixelRows(row);
      if (rows == ConvWinogradTiling.TILE_ROWS) {
        transformBack(y, to, rowFloats(), outChannels, m, from, cols);
      } else {
        transformBack(whole, 0, tiling.width() * cols, cols, m, from, cols);
        for (int pixel = 0; pixel < rows * tiling.width(); pixel++) {
          System.arraycopy(whole, pixel * cols, y, to + pixel * outChannels, cols);
        }
      }
      from += tiling.cols() * NR;
    }
  }

  /// Transforms a row of tiles back.
  private void transformBack(
      float[] y, int to, int row, int channels, float[] m, int from, int cols) {
    int next = tiling.positionStride(NR);
    for (int c = 0; c < cols; c += L) {
      ConvWinogradKernels.output(y, to + c, row, channels, tiling.width(), m, from + c, next, NR);
    }
  }
}
