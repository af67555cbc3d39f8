package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.backend.GemmGeometry.Stride;

/// Operands in the order in which the products read them, in scratch memory: `pack.cl`.
final class ClPack {
  private static final String FAMILY = "pack";
  private final ClResources cl;

  ClPack(ClResources cl) {
    this.cl = cl;
  }

  /// A second factor in panels: rows of a panel are `row` apart, panels `panel`, and the matrices
  /// of a batch `stride`.
  record Panels(ClBuffer data, int row, int panel, Stride stride) {}

  /// An image [B, height, width, C] with its borders.
  record Image(ClBuffer data, int height, int width, int channels) {
    int row() {
      return width * channels;
    }

    int image() {
      return height * row();
    }
  }

  /// The second factor of a product in panels `width` wide; in place where it lies so.
  Panels panels(GemmGeometry g, ClBuffer b, int width) {
    if (!g.transB() && g.n() % width == 0) {
      return new Panels(b, g.ldb(), width, g.b());
    }
    return packed(g, b, width);
  }

  private Panels packed(GemmGeometry g, ClBuffer b, int width) {
    boolean shared = g.b().equals(Stride.NONE);
    int batch = shared ? 1 : g.outer() * g.inner();
    int rows = Math.ceilDiv(g.n(), width) * g.k();
    ClBuffer packed = cl.scratch(ClScratch.Use.PACKED, (long) rows * width * batch);
    cl.kernel(FAMILY, "pack_panels")
        .array(packed)
        .array(b)
        .number(rows * batch)
        .number(width)
        .number(g.k())
        .number(g.n())
        .number(g.transB() ? 1 : g.ldb())
        .number(g.transB() ? g.ldb() : 1)
        .number(shared ? 1 : g.inner())
        .number(g.b().outer())
        .number(g.b().inner())
        .launch((long) rows * batch);
    int size = rows * width;
    Stride stride = shared ? Stride.NONE : new Stride(g.inner() * size, size);
    return new Panels(packed, width, g.k() * width, stride);
  }

  /// One matrix op(B) [k,n] in panels `width` wide.
  Panels panels(ClBuffer b, int k, int n, boolean trans, int width) {
    return panels(GemmGeometry.of(false, trans, 0, n, k), b, width);
  }

  /// One matrix B [k,n] in panels `width` wide, also where it lies so: a panel's rows are `width`
  /// apart, which in place they need not be.
  ClBuffer whole(ClBuffer b, int k, int n, int width) {
    return n == width ? b : packed(GemmGeometry.of(false, false, 0, n, k), b, width).data();
  }

  /// A convolution's weights [kh, kw, Cin, Cout] for the gradient of its input.
  Panels flipped(ClBuffer w, ConvGeometry g, int width) {
    int taps = g.kernelH() * g.kernelW();
    int k = taps * g.outChannels();
    int rows = Math.ceilDiv(g.inChannels(), width) * k;
    ClBuffer packed = cl.scratch(ClScratch.Use.PACKED, (long) rows * width);
    cl.kernel(FAMILY, "pack_flipped")
        .array(packed)
        .array(w)
        .number(rows)
        .number(width)
        .number(taps)
        .number(g.inChannels())
        .number(g.outChannels())
        .launch(rows);
    return new Panels(packed, width, k * width, Stride.NONE);
  }

  /// The input of a convolution with its padding. Where the kernel is dilated across, taps are not
  /// neighbours: then an output pixel's taps kw are side by side, [B, height, outW, kw·Cin].
  Image padded(ClBuffer x, ConvGeometry g) {
    if (g.dilationW() > 1) {
      int rows = (g.outH() - 1) * g.strideH() + g.spanH();
      Image p = image(g.batch(), rows, g.outW(), g.kernelW() * g.inChannels());
      ClKernel kernel = cl.kernel(FAMILY, "spread_image").array(p.data()).array(x);
      kernel.number(g.inChannels()).number(g.height()).number(g.width());
      return spread(kernel, p, g, g.padH(), g.padW(), 1, 1, g.strideW());
    }
    if (g.padH() == 0 && g.padW() == 0) {
      return new Image(x, g.height(), g.width(), g.inChannels());
    }
    int height = (g.outH() - 1) * g.strideH() + g.spanH();
    int width = (g.outW() - 1) * g.strideW() + g.spanW();
    Image p = image(g.batch(), height, width, g.inChannels());
    ClKernel kernel = cl.kernel(FAMILY, "pad_image").array(p.data()).array(x);
    kernel.number(g.inChannels()).number(g.height()).number(g.width());
    return launch(kernel, p, g.batch(), g.padH(), g.padW(), 1, 1);
  }

  /// The gradient of a convolution's output at the places of its input, dilated by the strides and
  /// with borders so that the flipped weights' windows fit.
  Image dilated(ClBuffer dy, ConvGeometry g) {
    int height = g.height() + g.spanH() - 1;
    int width = g.width() + g.spanW() - 1;
    int top = g.spanH() - 1 - g.padH();
    int left = g.spanW() - 1 - g.padW();
    if (g.dilationW() > 1) {
      Image p = image(g.batch(), height, g.width(), g.kernelW() * g.outChannels());
      ClKernel kernel = cl.kernel(FAMILY, "spread_image").array(p.data()).array(dy);
      kernel.number(g.outChannels()).number(g.outH()).number(g.outW());
      return spread(kernel, p, g, top, left, g.strideH(), g.strideW(), 1);
    }
    Image p = image(g.batch(), height, width, g.outChannels());
    ClKernel kernel = cl.kernel(FAMILY, "pad_image").array(p.data()).array(dy);
    kernel.number(g.outChannels()).number(g.outH()).number(g.outW());
    return launch(kernel, p, g.batch(), top, left, g.strideH(), g.strideW());
  }

  private Image image(int batch, int height, int width, int channels) {
    long floats = (long) batch * height * width * channels;
    return new Image(cl.scratch(ClScratch.Use.PADDED, floats), height, width, channels);
  }

  /// @param across how far apart the windows of two neighbours are
  private Image spread(
      ClKernel kernel,
      Image p,
      ConvGeometry g,
      int top,
      int left,
      int stepH,
      int stepW,
      int across) {
    int rows = g.batch() * p.height() * p.width() * g.kernelW();
    kernel
        .number(rows)
        .number(p.height())
        .number(p.width())
        .number(top)
        .number(left)
        .number(stepH)
        .number(stepW)
        .number(across)
        .number(g.kernelW())
        .number(g.dilationW())
        .launch(cl.rowVectors(rows, p.channels() / g.kernelW()));
    return p;
  }

  private Image launch(
      ClKernel kernel, Image p, int batch, int top, int left, int stepH, int stepW) {
    kernel
        .number(p.height())
        .number(p.width())
        .number(top)
        .number(left)
        .number(stepH)
        .number(stepW)
        .launchGroups((long) batch * p.height(), cl.context().device().isCpu() ? 1 : 64);
    return p;
  }
}
