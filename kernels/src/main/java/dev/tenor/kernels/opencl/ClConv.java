package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.ConvGeometry;

/// 2-D convolution: `conv.cl`.
final class ClConv {
  private static final String FAMILY = "conv";

  /// How many products one sum of the weights' gradient adds up before it is put aside.
  private static final int LONGEST_SUM = 8192;

  /// How many tiles of the weights' gradient there are at least, so that all of the device works.
  private static final int LEAST_TILES = 64;

  private final ClResources cl;
  private final ClGemm gemm;
  private final ClReduce reduce;
  private final ClMove move;

  ClConv(ClResources cl, ClGemm gemm, ClReduce reduce, ClMove move) {
    this.cl = cl;
    this.gemm = gemm;
    this.reduce = reduce;
    this.move = move;
  }

  /// An image [B, height, width, C] with its borders, in scratch memory or, where there are none,
  /// in place.
  private record Padded(Buffer data, int height, int width, int channels) {
    int row() {
      return width * channels;
    }

    int image() {
      return height * row();
    }
  }

  void forward(Buffer y, Buffer x, Buffer w, Buffer bias, ConvGeometry g) {
    int k = g.kernelH() * g.kernelW() * g.inChannels();
    int width = cl.tuning().columns(g.outChannels());
    boolean inPlace = g.outChannels() % width == 0;
    Buffer panels = inPlace ? w : gemm.packed(w, k, g.outChannels(), false, width);
    tiles(
        y,
        padded(x, g),
        panels,
        bias,
        g,
        inPlace ? g.outChannels() : width,
        inPlace ? width : k * width);
  }

  private Padded padded(Buffer x, ConvGeometry g) {
    int height = (g.outH() - 1) * g.strideH() + g.kernelH();
    int width = (g.outW() - 1) * g.strideW() + g.kernelW();
    if (g.padH() == 0 && g.padW() == 0) {
      return new Padded(x, g.height(), g.width(), g.inChannels());
    }
    return pad(
        x,
        g.batch(),
        g.height(),
        g.width(),
        g.inChannels(),
        height,
        width,
        g.padH(),
        g.padW(),
        1,
        1);
  }

  private Padded pad(
      Buffer x,
      int batch,
      int height,
      int width,
      int channels,
      int paddedHeight,
      int paddedWidth,
      int top,
      int left,
      int stepH,
      int stepW) {
    Padded p =
        new Padded(
            cl.scratch(ClScratch.Use.PADDED, (long) batch * paddedHeight * paddedWidth * channels),
            paddedHeight,
            paddedWidth,
            channels);
    cl.kernel(FAMILY, "pad_image")
        .array(p.data())
        .array(x)
        .number(channels)
        .number(height)
        .number(width)
        .number(paddedHeight)
        .number(paddedWidth)
        .number(top)
        .number(left)
        .number(stepH)
        .number(stepW)
        .launchGroups((long) batch * paddedHeight, cl.context().device().isCpu() ? 1 : 64);
    return p;
  }

  /// y = the windows of p, as `g` lays them, times the weights in panels.
  private void tiles(
      Buffer y, Padded p, Buffer w, Buffer bias, ConvGeometry g, int wRow, int wPanel) {
    int width = cl.tuning().columns(g.outChannels());
    int pixels = g.batch() * g.outH() * g.outW();
    cl.tileKernel(FAMILY, "conv_tile", width)
        .array(y)
        .array(p.data())
        .array(w)
        .array(bias)
        .number(pixels)
        .number(g.outH())
        .number(g.outW())
        .number(p.image())
        .number(g.strideH() * p.row())
        .number(g.strideW() * p.channels())
        .number(p.row())
        .number(g.kernelH())
        .number(g.kernelW() * p.channels())
        .number(g.outChannels())
        .number(wRow)
        .number(wPanel)
        .flops(2.0 * pixels * g.kernelH() * g.kernelW() * p.channels() * g.outChannels())
        .launch(
            Math.ceilDiv(pixels, cl.tuning().rows()),
            Math.ceilDiv(g.outChannels(), width),
            1,
            1,
            1);
  }

  /// The convolution of dy, spread by the strides and padded to the input's size, with the weights
  /// turned around.
  void backwardData(Buffer dx, Buffer dy, Buffer w, ConvGeometry g) {
    ConvGeometry turned =
        new ConvGeometry(
            g.batch(),
            g.height() + g.kernelH() - 1,
            g.width() + g.kernelW() - 1,
            g.outChannels(),
            g.inChannels(),
            g.kernelH(),
            g.kernelW(),
            1,
            1,
            0,
            0);
    Padded p =
        pad(
            dy,
            g.batch(),
            g.outH(),
            g.outW(),
            g.outChannels(),
            turned.height(),
            turned.width(),
            g.kernelH() - 1 - g.padH(),
            g.kernelW() - 1 - g.padW(),
            g.strideH(),
            g.strideW());
    int taps = g.kernelH() * g.kernelW();
    int k = taps * g.outChannels();
    int width = cl.tuning().columns(g.inChannels());
    int panels = Math.ceilDiv(g.inChannels(), width);
    ClBuffer packed = cl.scratch(ClScratch.Use.PACKED, (long) panels * k * width);
    cl.tileKernel(FAMILY, "pack_turned", width)
        .array(packed)
        .array(w)
        .number(taps)
        .number(g.inChannels())
        .number(g.outChannels())
        .launch(k, panels, 1, 1, 1);
    tiles(dx, p, packed, null, turned, width, k * width);
  }

  void backwardWeightAccumulate(Buffer dw, Buffer dy, Buffer x, ConvGeometry g) {
    int run = g.kernelW() * g.inChannels();
    int k = g.kernelH() * run;
    int width = cl.tuning().columns(g.outChannels());
    int panels = Math.ceilDiv(g.outChannels(), width);
    int tiles = Math.ceilDiv(k, cl.tuning().rows());
    int rows = g.batch() * g.outH();
    int chunks =
        Math.max(
            Math.ceilDiv(rows * g.outW(), LONGEST_SUM), Math.ceilDiv(LEAST_TILES, tiles * panels));
    int count = Math.ceilDiv(rows, Math.min(chunks, rows));
    chunks = Math.ceilDiv(rows, count);
    Padded p = padded(x, g);
    ClBuffer partial = cl.scratch(ClScratch.Use.PARTIAL, (long) chunks * k * g.outChannels());
    cl.tileKernel(FAMILY, "conv_weight_tile", width)
        .array(partial)
        .array(p.data())
        .array(widened(dy, rows * g.outW(), g.outChannels(), panels * width))
        .number(count)
        .number(rows)
        .number(g.outH())
        .number(g.outW())
        .number(p.image())
        .number(g.strideH() * p.row())
        .number(g.strideW() * p.channels())
        .number(p.row())
        .number(g.kernelH())
        .number(run)
        .number(g.outChannels())
        .number(panels * width)
        .flops(2.0 * rows * g.outW() * k * g.outChannels())
        .launch(tiles, panels, chunks, 1, 1);
    reduce.combine(dw, partial, chunks, k * g.outChannels(), 1, true);
  }

  /// dy with zeros behind its channels, up to whole panels; in place where there is nothing to add.
  private Buffer widened(Buffer dy, int rows, int channels, int width) {
    if (channels == width) {
      return dy;
    }
    ClBuffer wide = cl.scratch(ClScratch.Use.PACKED, (long) rows * width);
    move.fill(wide, 0, rows * width);
    move.copyRows(wide, width, dy, channels, rows, channels);
    return wide;
  }
}
