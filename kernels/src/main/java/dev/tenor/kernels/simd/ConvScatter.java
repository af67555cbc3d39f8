package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.MR;
import static dev.tenor.kernels.simd.GemmTile.NR;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;

/// The gradient of a convolution for its input where the image is larger than the output, as with
/// strides and without padding. There [ConvDirect] would multiply with the zeros around and between
/// the pixels of dy. Here each pixel of dy is multiplied with the weights of each tap, and the
/// product is added to the pixel of dx that the tap reads.
///
/// A chunk owns NR channels of some whole images of dx, to which it adds tap after tap.
final class ConvScatter {
  /// How many pixels of dy are multiplied at a time: their products stay in the L1 cache.
  private static final int PIXELS = 64;

  private final ConvGeometry g;
  private final float[] dx;
  private final int dxo;
  private final float[] dy;
  private final int dyo;
  private final float[] packed;
  private final int images;

  private ConvScatter(HostBuffer dx, HostBuffer dy, float[] packed, ConvGeometry g) {
    this.g = g;
    this.dx = dx.array();
    this.dxo = dx.offset();
    this.dy = dy.array();
    this.dyo = dy.offset();
    this.packed = packed;
    images = Math.clamp(PIXELS / pixels(g), 1, g.batch());
  }

  private static int pixels(ConvGeometry g) {
    return g.outH() * g.outW();
  }

  /// Whether a direct convolution would multiply a fourth more, or worse.
  static boolean fits(ConvGeometry g) {
    return 4L * g.height() * g.width() > 5L * pixels(g);
  }

  /// dx = the gradient.
  static void backwardData(
      WorkerPool pool, HostBuffer dx, HostBuffer dy, HostBuffer w, ConvGeometry g) {
    int taps = g.kernelH() * g.kernelW();
    int cin = g.inChannels();
    int cout = g.outChannels();
    int panels = GemmPackingKernels.panels(cin);
    float[] packed = pool.shared().floats(Use.PACKED, (long) taps * panels * cout * NR);
    pool.run(
        taps * panels,
        (long) taps * cin * cout,
        (i, mine) -> {
          int from = w.offset() + i / panels * cin * cout;
          int column = i % panels * NR;
          GemmPackingKernels.panel(
              packed, i * cout * NR, w.array(), from, cout, true, cout, column, cin);
        });
    ConvScatter scatter = new ConvScatter(dx, dy, packed, g);
    pool.run(
        Math.ceilDiv(g.batch(), scatter.images) * panels,
        2L * g.batch() * pixels(g) * taps * cout * panels,
        (chunk, mine) ->
            scatter.chunk(chunk / panels * scatter.images, chunk % panels, panels, mine));
  }

  private void chunk(int firstImage, int panel, int panels, Scratch mine) {
    int column = panel * NR;
    int cols = Math.min(NR, g.inChannels() - column);
    int count = Math.min(images, g.batch() - firstImage);
    int image = g.height() * g.width();
    int to = dxo + firstImage * image * g.inChannels() + column;
    ConvScatterKernels.clear(dx, to, g.inChannels(), count * image, cols);
    float[] shares = mine.floats(Use.PRODUCTS, PIXELS * NR);
    int[] at = mine.ints(PIXELS);
    int pixels = count * pixels(g);
    int from = dyo + firstImage * pixels(g) * g.outChannels();
    for (int tap = 0; tap < g.kernelH() * g.kernelW(); tap++) {
      int weights = (tap * panels + panel) * g.outChannels() * NR;
      for (int p = 0; p < pixels; p += PIXELS) {
        int n = Math.min(PIXELS, pixels - p);
        GemmTile.offsets(at, n, g.outChannels());
        multiply(shares, cols, from + p * g.outChannels(), at, n, weights);
        ConvScatterKernels.add(dx, to, shares, p, n, cols, tap / g.kernelW(), tap % g.kernelW(), g);
      }
    }
  }

  /// The products of `n` pixels with one tap's weights.
  private void multiply(float[] shares, int cols, int from, int[] at, int n, int weights) {
    int rows = GemmTile.roundUp(n, MR);
    GemmTile.rows(
        shares,
        0,
        NR,
        cols,
        null,
        0,
        dy,
        from,
        at,
        0,
        rows,
        1,
        0,
        g.outChannels(),
        packed,
        weights);
  }
}
