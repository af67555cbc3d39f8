package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.Convolution;

/// 2-D convolution: `conv.cl` or [ClWinograd] on CPUs, `conv_local.cl` on GPUs.
final class ClConvolution implements Convolution<ClBuffer> {
  /// How many products one sum of the weights' gradient adds up before it is put aside.
  private static final int LONGEST_SUM = 1024;

  /// How many sums of the weights' gradient there are at least for a compute unit, so that all of
  /// the device works.
  private static final int SUMS_PER_UNIT = 8192;

  private final ClResources cl;
  private final ClPack pack;
  private final ClReductions reduce;
  private final ClMove move;
  private final ClWinograd winograd;

  ClConvolution(ClResources cl, ClPack pack, ClReductions reduce, ClMove move) {
    this.cl = cl;
    this.pack = pack;
    this.reduce = reduce;
    this.move = move;
    winograd = new ClWinograd(cl);
  }

  @Override
  public void forward(ClBuffer y, ClBuffer x, ClBuffer w, ClBuffer bias, ConvGeometry g) {
    synchronized (cl) {
      if (winograd.fits(g)) {
        winograd.forward(y, x, w, bias, g);
        return;
      }
      int k = g.kernelH() * g.kernelW() * g.inChannels();
      int width = panelWidth(g.outChannels());
      product(y, pack.padded(x, g), pack.panels(w, k, g.outChannels(), false, width), bias, g);
    }
  }

  /// On GPUs the weights are one panel: row-major.
  private int panelWidth(int channels) {
    return cl.tuning().isLocal() ? channels : cl.tuning().tileCols(channels);
  }

  /// The convolution of dy, dilated by the strides and padded to the input's size, with the weights
  /// flipped.
  @Override
  public void backwardData(ClBuffer dx, ClBuffer dy, ClBuffer w, ConvGeometry g) {
    synchronized (cl) {
      if (winograd.fits(g)) {
        winograd.backwardData(dx, dy, w, g);
        return;
      }
      ClPack.Image p = pack.dilated(dy, g);
      ConvGeometry flipped =
          new ConvGeometry(
              g.batch(),
              g.height() + g.spanH() - 1,
              g.width() + g.spanW() - 1,
              g.outChannels(),
              g.inChannels(),
              g.kernelH(),
              g.kernelW(),
              1,
              1,
              0,
              0,
              g.dilationH(),
              g.dilationW());
      product(dx, p, pack.flipped(w, g, panelWidth(g.inChannels())), null, flipped);
    }
  }

  /// y = the windows of p, as `g` lays them, times the weights.
  private void product(ClBuffer y, ClPack.Image p, ClPack.Panels w, ClBuffer bias, ConvGeometry g) {
    int n = g.outChannels();
    int width = cl.tuning().tileCols(n);
    int pixels = g.batch() * g.outH() * g.outW();
    boolean local = cl.tuning().isLocal();
    ClKernel kernel =
        local
            ? cl.tileKernel("conv_local", "conv_local", width)
            : cl.tileKernel("conv", "conv_tile", width);
    kernel.array(y).array(p.data()).array(w.data()).array(bias).number(pixels);
    windows(kernel, p, g);
    kernel.flops(2.0 * pixels * g.taps() * g.inChannels() * n);
    if (local) {
      cl.launchLocalTiles(kernel, pixels, n, width, 1);
    } else {
      kernel.number(w.row()).number(w.panel());
      cl.launchTiles(kernel, pixels, n, width, 1);
    }
  }

  /// The parameters that say where the windows of an image lie.
  private static void windows(ClKernel kernel, ClPack.Image p, ConvGeometry g) {
    boolean spread = g.dilationW() > 1; // each output pixel has its taps by itself
    kernel
        .number(g.outH())
        .number(g.outW())
        .number(p.image())
        .number(g.strideH() * p.row())
        .number((spread ? 1 : g.strideW()) * p.channels())
        .number(g.dilationH() * p.row())
        .number(g.kernelH())
        .number((spread ? 1 : g.kernelW()) * p.channels())
        .number(g.outChannels());
  }

  @Override
  public void backwardWeightAccumulate(ClBuffer dw, ClBuffer dy, ClBuffer x, ConvGeometry g) {
    synchronized (cl) {
      if (winograd.fits(g)) {
        winograd.backwardWeightAccumulate(dw, dy, x, g);
        return;
      }
      int k = g.kernelH() * g.kernelW() * g.inChannels();
      int n = g.outChannels();
      int width = cl.tuning().tileCols(n);
      int panels = Math.ceilDiv(n, width);
      int rows = g.batch() * g.outH();
      if (rows == 0) {
        return; // no images, no share of theirs
      }
      int count = rowsPerChunk(rows, g.outW(), k * n);
      int chunks = Math.ceilDiv(rows, count);
      boolean local = cl.tuning().isLocal();
      ClPack.Image p = pack.padded(x, g);
      ClBuffer wide = local ? dy : widened(dy, rows * g.outW(), n, panels * width);
      ClBuffer partial = cl.scratch(ClScratch.Use.PARTIAL, (long) chunks * k * n);
      ClKernel kernel =
          local
              ? cl.tileKernel("conv_local", "conv_weight_local", width)
              : cl.tileKernel("conv", "conv_weight_tile", width);
      kernel.array(partial).array(p.data()).array(wide).number(count).number(rows);
      windows(kernel, p, g);
      kernel.flops(2.0 * rows * g.outW() * k * n);
      if (local) {
        cl.launchLocalTiles(kernel, k, n, width, chunks);
      } else {
        kernel.number(panels * width);
        cl.launchTiles(kernel, k, n, width, chunks);
      }
      reduce.combine(dw, partial, chunks, k * n, 1, true);
    }
  }

  /// How many of `rows` output rows, `across` pixels each, one sum runs over, when the gradient has
  /// `weights` elements. It depends on sizes and the device alone, so that the order of a sum does.
  private int rowsPerChunk(int rows, int across, int weights) {
    int wanted = cl.context().device().units() * SUMS_PER_UNIT;
    int chunks = Math.max(Math.ceilDiv(rows * across, LONGEST_SUM), Math.ceilDiv(wanted, weights));
    return Math.ceilDiv(rows, Math.min(chunks, rows));
  }

  /// dy with its channels padded with zeros to whole panels; in place where there is nothing to
  /// add.
  private ClBuffer widened(ClBuffer dy, int rows, int channels, int width) {
    if (channels == width) {
      return dy;
    }
    ClBuffer wide = cl.scratch(ClScratch.Use.PACKED, (long) rows * width);
    move.fill(wide, 0, rows * width);
    move.copy2d(wide, width, dy, channels, rows, channels);
    return wide;
  }
}
