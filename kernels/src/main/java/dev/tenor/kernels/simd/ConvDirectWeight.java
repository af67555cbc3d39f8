package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.MC;
import static dev.tenor.kernels.simd.GemmTile.MR;
import static dev.tenor.kernels.simd.GemmTile.NR;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// The gradient of a convolution for its weight: dw[kh, kw·Cin, Cout] += Σ over pixels of the
/// input's run under kernel row kh, transposed, times the pixel's dy.
///
/// A chunk owns up to 64 rows of dw for one group of images: a piece of one kernel row, or all of
/// them where there are so few, as under an image of few channels; then dy is packed once for all.
/// It walks the group's pixels in blocks: packs their runs and their dy, and adds the product to
/// its own partial sums. The groups' partial sums are added to dw in order at the end.
final class ConvDirectWeight {
  /// How many pixels are added in registers. Fixed, as it decides how sums are rounded.
  private static final int PIXELS = 128;

  /// How many chunks there should be at least; more images in a group otherwise.
  private static final int CHUNKS = 24;

  private final ConvGeometry g;
  private final float[] x;
  private final int xo;
  private final float[] dy;
  private final int dyo;
  private final float[] partial;
  private final int run;

  /// How many kernel rows a piece has: one, or all.
  private final int kernelRows;

  private final int pieceRows;
  private final int pieces;
  private final int groups;

  private ConvDirectWeight(WorkerPool pool, HostBuffer dy, HostBuffer x, ConvGeometry g) {
    this.g = g;
    this.x = x.array();
    this.xo = x.offset();
    this.dy = dy.array();
    this.dyo = dy.offset();
    run = g.kernelW() * g.inChannels();
    kernelRows = g.kernelH() * run <= MC ? g.kernelH() : 1;
    int together = kernelRows * run;
    int even = Math.ceilDiv(together, Math.ceilDiv(together, MC));
    pieceRows = GemmTile.roundUp(even, VirtualLanes.TILE_ROWS);
    pieces = Math.ceilDiv(together, pieceRows);
    groups = Math.min(g.batch(), Math.ceilDiv(CHUNKS, perGroup()));
    partial = pool.shared().floats(Use.PARTIAL, (long) groups * weights());
  }

  static void accumulate(
      WorkerPool pool, HostBuffer dw, HostBuffer dy, HostBuffer x, ConvGeometry g) {
    new ConvDirectWeight(pool, dy, x, g).run(pool, dw);
  }

  /// How many pieces dw has.
  private int perGroup() {
    return g.kernelH() / kernelRows * pieces;
  }

  private int weights() {
    return g.kernelH() * run * g.outChannels();
  }

  private void run(WorkerPool pool, HostBuffer dw) {
    int perGroup = perGroup();
    long pixels = (long) g.batch() * g.outH() * g.outW();
    pool.run(
        groups * perGroup,
        2 * pixels * g.kernelH() * run * GemmPackingKernels.panels(g.outChannels()),
        (chunk, mine) -> {
          int rest = chunk % perGroup;
          piece(chunk / perGroup, rest / pieces, rest % pieces * pieceRows, mine);
        });
    SimdReductions.addPartials(pool, dw.array(), dw.offset(), partial, groups, weights());
  }

  /// The images of group i are those from `firstImage(i)` to `firstImage(i + 1)`.
  private int firstImage(int group) {
    return group * g.batch() / groups;
  }

  /// Sums the rows `first …` of kernel row `kh` over the images of one group.
  private void piece(int group, int kh, int first, Scratch mine) {
    int rows = Math.min(pieceRows, kernelRows * run - first);
    int image = g.outH() * g.outW();
    int end = firstImage(group + 1) * image;
    int to = group * weights() + (kh * run + first) * g.outChannels();
    int begin = firstImage(group) * image;
    for (int pixel = begin; pixel < end; pixel += PIXELS) {
      int count = Math.min(PIXELS, end - pixel);
      float[] runs = mine.floats(Use.INPUT, PIXELS * MC);
      if (kernelRows == 1) {
        packRuns(runs, pixel, count, kh, first, rows, mine);
      } else {
        packWindows(runs, pixel, count, mine);
      }
      for (int column = 0; column < g.outChannels(); column += NR) {
        float[] packed = mine.floats(Use.ROWS, PIXELS * NR);
        int from = dyo + pixel * g.outChannels();
        GemmPackingKernels.panel(
            packed, 0, dy, from, g.outChannels(), false, count, column, g.outChannels());
        multiply(to + column, rows, count, column, pixel == begin, mine);
      }
    }
  }

  private void multiply(int to, int rows, int count, int column, boolean first, Scratch mine) {
    float[] tile = GemmTile.accumulators(mine);
    float[] runs = mine.floats(Use.INPUT, PIXELS * MC);
    float[] packed = mine.floats(Use.ROWS, PIXELS * NR);
    int n = g.outChannels();
    int cols = Math.min(NR, n - column);
    int whole = GemmTile.roundUp(rows, MR);
    GemmTile.columns(tile, 0, NR, cols, null, 0, runs, 0, 0, whole, count, packed, 0);
    GemmStoreKernels.store(partial, to, n, rows, cols, tile, 1, first ? 0 : 1);
  }

  /// Packs for each of `count` pixels the floats `first … first + rows` of its run under kernel row
  /// `kh`, in groups of L [count, L].
  private void packRuns(
      float[] runs, int pixel, int count, int kh, int first, int rows, Scratch mine) {
    int image = g.outH() * g.outW();
    int ow = pixel % g.outW();
    int oh = pixel % image / g.outW();
    int b = pixel / image;
    int rowFloats = g.width() * g.inChannels();
    float[] edge = mine.floats(Use.TAIL, MC);
    for (int p = 0; p < count; p++) {
      int h = oh * g.strideH() - g.padH() + kh * g.dilationH();
      int start = (ow * g.strideW() - g.padW()) * g.inChannels() + first;
      int row = xo + (b * g.height() + h) * rowFloats;
      if (h < 0 || h >= g.height()) {
        Arrays.fill(edge, 0, rows, 0f);
        GemmPackingKernels.run(runs, p * L, count * L, edge, 0, rows);
      } else if (g.dilationW() > 1) {
        copyDilated(edge, 0, row, ow * g.strideW() - g.padW(), first, rows);
        GemmPackingKernels.run(runs, p * L, count * L, edge, 0, rows);
      } else if (start < 0 || start + rows > rowFloats) {
        copyEdge(edge, 0, row, start, rows, rowFloats);
        GemmPackingKernels.run(runs, p * L, count * L, edge, 0, rows);
      } else {
        GemmPackingKernels.run(runs, p * L, count * L, x, row + start, rows);
      }
      if (++ow == g.outW()) {
        ow = 0;
        if (++oh == g.outH()) {
          oh = 0;
          b++;
        }
      }
    }
  }

  /// Packs the whole windows of `count` pixels, their kernel rows one after the other, likewise.
  private void packWindows(float[] runs, int pixel, int count, Scratch mine) {
    int rowFloats = g.width() * g.inChannels();
    float[] window = mine.floats(Use.TAIL, MC);
    for (int p = 0; p < count; p++) {
      int ow = (pixel + p) % g.outW();
      int oh = (pixel + p) / g.outW() % g.outH();
      int b = (pixel + p) / (g.outW() * g.outH());
      int start = (ow * g.strideW() - g.padW()) * g.inChannels();
      for (int kh = 0; kh < g.kernelH(); kh++) {
        int h = oh * g.strideH() - g.padH() + kh * g.dilationH();
        int row = xo + (b * g.height() + h) * rowFloats;
        if (h < 0 || h >= g.height()) {
          Arrays.fill(window, kh * run, (kh + 1) * run, 0f);
        } else if (g.dilationW() > 1) {
          copyDilated(window, kh * run, row, ow * g.strideW() - g.padW(), 0, run);
        } else if (start < 0 || start + run > rowFloats) {
          copyEdge(window, kh * run, row, start, run, rowFloats);
        } else {
          System.arraycopy(x, row + start, window, kh * run, run);
        }
      }
      GemmPackingKernels.run(runs, p * L, count * L, window, 0, g.kernelH() * run);
    }
  }

  /// Copies floats `first … first + rows` of the run of a dilated kernel row whose first tap lies
  /// at pixel `column` of an image row, with zeros beyond its ends.
  private void copyDilated(float[] to, int at, int row, int column, int first, int rows) {
    int channels = g.inChannels();
    for (int i = 0; i < rows; i++) {
      int w = column + (first + i) / channels * g.dilationW();
      boolean inside = w >= 0 && w < g.width();
      to[at + i] = inside ? x[row + w * channels + (first + i) % channels] : 0;
    }
  }

  /// Copies floats `start … start + rows` of an image row, with zeros beyond its ends.
  private void copyEdge(float[] to, int at, int row, int start, int rows, int rowFloats) {
    int left = Math.clamp(-start, 0, rows);
    int right = Math.clamp(rowFloats - start, left, rows);
    Arrays.fill(to, at, at + left, 0f);
    if (left < right) { // otherwise the source index may lie outside of x
      System.arraycopy(x, row + start + left, to, at + left, right - left);
    }
    Arrays.fill(to, at + right, at + rows, 0f);
  }
}
