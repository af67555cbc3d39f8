package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.ConvGeometry;

/// 3×3 convolution with stride 1 and padding 1 on CPUs by Winograd's algorithm: `winograd.cl` and
/// `winograd_weight.cl`. A work-item keeps its transformed tiles in local memory.
final class ClWinograd {
  private static final int POSITIONS = 24;
  private static final int TILE_H = 4;
  private static final int TILE_W = 2;

  /// How many floats of transformed tiles a work-item has at most: about an L2 cache.
  private static final int MOST_FLOATS = 1 << 17;

  /// What lies between positions: a cache line, so that not all fall into one set of the cache.
  private static final int PADDING = 16;

  /// How many work-items there should be at least for a compute unit.
  private static final int ITEMS_PER_UNIT = 4;

  private final ClResources cl;

  ClWinograd(ClResources cl) {
    this.cl = cl;
  }

  /// How the batch is cut: `count` of all `rows` of tiles, `cols` tiles each, are transformed at a
  /// time.
  ///
  /// @param width of a panel of output channels
  private record Cut(int rows, int cols, int count, int inChannels, int width, int tileRows) {
    int chunks() {
      return Math.ceilDiv(rows, count);
    }

    /// The distance of the positions of transformed tiles.
    int inputs() {
      return count * cols * inChannels + PADDING;
    }

    /// The same of their products, in whole register tiles.
    int products() {
      return Math.ceilDiv(count * cols, tileRows) * tileRows * width + PADDING;
    }

    int floats() {
      return POSITIONS * (inputs() + products());
    }
  }

  /// Whether the algorithm applies, saves work and has room.
  boolean fits(ConvGeometry g) {
    int lanes = cl.tuning().lanes();
    boolean applies =
        !cl.tuning().isLocal()
            && g.batch() > 0
            && g.kernelH() == 3
            && g.kernelW() == 3
            && g.strideH() == 1
            && g.strideW() == 1
            && g.padH() == 1
            && g.padW() == 1
            && !g.isDilated()
            && g.inChannels() % lanes == 0
            && g.outChannels() % lanes == 0;
    long tiles = (long) Math.ceilDiv(g.height(), TILE_H) * Math.ceilDiv(g.width(), TILE_W);
    return applies
        && tiles * POSITIONS < 7L * g.height() * g.width()
        && row(g, g.inChannels(), g.outChannels()).floats() <= most()
        && row(g, g.outChannels(), g.inChannels()).floats() <= most();
  }

  private long most() {
    return Math.min(cl.context().device().localMemory() / ClBuffer.FLOAT, MOST_FLOATS);
  }

  private Cut row(ConvGeometry g, int in, int out) {
    int rows = g.batch() * Math.ceilDiv(g.height(), TILE_H);
    int cols = Math.ceilDiv(g.width(), TILE_W);
    return new Cut(rows, cols, 1, in, cl.tuning().tileCols(out), cl.tuning().tileRows());
  }

  /// As many rows at a time as there is room for, if all compute units then have work.
  private Cut cut(ConvGeometry g, int in, int out) {
    Cut row = row(g, in, out);
    int full = Math.ceilDiv(2 * row.tileRows(), row.cols()); // or register tiles stay half empty
    int shared = row.rows() / (ITEMS_PER_UNIT * cl.context().device().units());
    int room = Math.toIntExact(most() / row.floats());
    int count = Math.clamp(Math.min(room, Math.max(full, shared)), 1, row.rows());
    count = Math.ceilDiv(row.rows(), Math.ceilDiv(row.rows(), count)); // all about as large
    return new Cut(row.rows(), row.cols(), count, in, row.width(), row.tileRows());
  }

  void forward(ClBuffer y, ClBuffer x, ClBuffer w, ClBuffer bias, ConvGeometry g) {
    int in = g.inChannels();
    int out = g.outChannels();
    Cut cut = cut(g, in, out);
    convolution(y, x, weights(w, cut, out, 0, in * out, out, 1), bias, g, cut, out);
  }

  void backwardData(ClBuffer dx, ClBuffer dy, ClBuffer w, ConvGeometry g) {
    int in = g.outChannels();
    int out = g.inChannels();
    Cut cut = cut(g, in, out);
    ClBuffer u = weights(w, cut, out, 8 * in * out, -in * out, 1, in);
    convolution(dx, dy, u, null, g, cut, out);
  }

  /// The transformed weights: the first tap is at `first`, taps, input and output channels are
  /// `tap`, `in` and `next` apart.
  private ClBuffer weights(ClBuffer w, Cut cut, int out, int first, int tap, int in, int next) {
    int columns = Math.ceilDiv(out, cut.width()) * cut.width();
    ClBuffer u = cl.scratch(ClScratch.Use.PACKED, (long) POSITIONS * cut.inChannels() * columns);
    cl.tileKernel("winograd", "winograd_weights", cut.width())
        .array(u)
        .array(w)
        .number(cut.inChannels())
        .number(out)
        .number(first)
        .number(tap)
        .number(in)
        .number(next)
        .launch(cl.rowVectors(cut.inChannels(), columns));
    return u;
  }

  private void convolution(
      ClBuffer y, ClBuffer x, ClBuffer u, ClBuffer bias, ConvGeometry g, Cut cut, int out) {
    cl.tileKernel("winograd", "conv_winograd", cut.width())
        .array(y)
        .array(x)
        .array(u)
        .array(bias)
        .number(g.height())
        .number(g.width())
        .number(cut.inChannels())
        .number(out)
        .number(cut.rows())
        .number(cut.count())
        .number(cut.inputs())
        .number(cut.products())
        .local(POSITIONS * cut.inputs())
        .local(POSITIONS * cut.products())
        .flops(flops(g))
        .launch(cut.chunks(), 1, 1, 1, 1);
  }

  /// Operations of the direct convolution, by which all kinds are compared.
  private static double flops(ConvGeometry g) {
    return 18.0 * g.batch() * g.height() * g.width() * g.inChannels() * g.outChannels();
  }

  /// dw += the gradient: each work-item has sums of its own for some chunks, and these are added in
  /// order.
  void backwardWeightAccumulate(ClBuffer dw, ClBuffer dy, ClBuffer x, ConvGeometry g) {
    int weights = g.inChannels() * g.outChannels();
    Cut cut = cut(g, g.inChannels(), g.outChannels());
    int items = ITEMS_PER_UNIT * cl.context().device().units();
    int chunks = Math.ceilDiv(cut.chunks(), items);
    int groups = Math.ceilDiv(cut.chunks(), chunks);
    ClBuffer partial = cl.scratch(ClScratch.Use.PARTIAL, (long) groups * POSITIONS * weights);
    cl.tileKernel("winograd_weight", "winograd_products", cut.width())
        .array(partial)
        .array(x)
        .array(dy)
        .number(g.height())
        .number(g.width())
        .number(g.inChannels())
        .number(g.outChannels())
        .number(cut.rows())
        .number(cut.count())
        .number(chunks)
        .number(cut.inputs())
        .number(cut.products())
        .local(POSITIONS * cut.inputs())
        .local(POSITIONS * cut.products())
        .flops(flops(g))
        .launch(groups, 1, 1, 1, 1);
    cl.tileKernel("winograd_weight", "winograd_gradient", cut.width())
        .array(dw)
        .array(partial)
        .number(groups)
        .number(weights)
        .launch(cl.vectors(weights));
  }
}
