package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.VirtualLanes.V;
import static dev.tenor.kernels.simd.VirtualLanes.WIDEST;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// Each channel's mean and squared deviations of a 3×3 convolution of images with one channel and
/// stride 1, without computing it. A pixel of the output is the product of nine weights with a
/// patch of the image, so that its moments follow from those of the patches: nine sums and 45 sums
/// of products of two pixels, whatever the number of channels.
///
/// These are autocorrelations: a product of two pixels depends on their relative offset alone, so
/// 24 sums over the rows of the padded image yield all 45, corrected at the borders. A constant
/// near the mean is subtracted from all pixels first, the padding included, which changes no
/// variance.
final class ConvBlockMoments {
  private static final int TAPS = 9;

  /// The sums of a run of rows: 3 of pixels, 6 of products in a row, 9 with each of the next two.
  private static final int KINDS = 27;

  /// Rows whose products are added in single precision.
  private static final int RUN = 64;

  /// Where an image's sums of all rows are, and of single rows at its edges.
  private static final int ALL = 0;

  private static final int EDGES = 4;

  private final ConvGeometry g;
  private final ConvPaddedImage images;
  private final float shift;
  private final int stride;
  private final int width;
  private final float[] mask;

  private ConvBlockMoments(WorkerPool pool, HostBuffer x, ConvGeometry g) {
    this.g = g;
    images =
        new ConvPaddedImage(
            x.array(), x.offset(), g.height(), g.width(), 1, 1, 1, g.padH(), g.padW());
    shift = meanOfFirst(x);
    stride = g.outW() + 2;
    width = GemmTile.roundUp(g.outW(), V);
    mask = pool.shared().floats(Use.TAIL, width + L);
    Arrays.fill(mask, 0, g.outW(), 1f);
    Arrays.fill(mask, g.outW(), width + L, 0f);
  }

  static boolean fits(ConvGeometry g) {
    return ConvOneChannel.fits(g) && g.strideH() == 1 && g.strideW() == 1;
  }

  private float meanOfFirst(HostBuffer x) {
    int n = g.batch() == 0 ? 0 : g.height() * g.width();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x.array()[x.offset() + i];
    }
    float mean = (float) (sum / Math.max(1, n));
    return Float.isFinite(mean) ? mean : 0;
  }

  /// Writes to `to` the channels' means and then their squared deviations, of conv(x, w) + bias;
  /// the pixels of all images are one chunk (see [SimdBatchNorm#join]).
  static void compute(
      WorkerPool pool, float[] to, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry g) {
    ConvBlockMoments moments = new ConvBlockMoments(pool, x, g);
    int each = KINDS * (1 + EDGES);
    double[] sums = pool.shared().doubles(g.batch() * each);
    pool.run(
        g.batch(),
        8L * g.batch() * (g.outH() + 4) * moments.width / V,
        (image, mine) -> moments.image(sums, image * each, image, mine));
    for (int image = 1; image < g.batch(); image++) {
      for (int i = 0; i < each; i++) {
        sums[i] += sums[image * each + i];
      }
    }
    for (int c = 0; c < g.outChannels(); c++) {
      moments.channel(to, c, sums, w, bias);
    }
  }

  private void image(double[] sums, int at, int image, Scratch mine) {
    float[] padded = padded(image, mine);
    Arrays.fill(sums, at, at + KINDS * (1 + EDGES), 0);
    for (int row = 0; row < g.outH(); row += RUN) {
      add(sums, at + ALL, padded, row, Math.min(RUN, g.outH() - row), mine);
    }
    for (int edge = 0; edge < EDGES; edge++) {
      add(sums, at + (1 + edge) * KINDS, padded, edgeRow(edge), 1, mine);
    }
  }

  /// Rows 0 and 1 of the padded image, and those after the last under the first tap.
  private int edgeRow(int edge) {
    return edge < 2 ? edge : g.outH() + edge - 2;
  }

  /// The padded image, of which `shift` is taken off, with two rows of zeros below.
  private float[] padded(int image, Scratch mine) {
    int rows = g.outH() + 2;
    float[] padded = mine.floats(Use.INPUT, (rows + 2L) * stride + WIDEST);
    images.pad(padded, image, 0, rows, stride);
    for (int i = 0; i < rows * stride; i++) {
      padded[i] -= shift;
    }
    Arrays.fill(padded, rows * stride, (rows + 2) * stride + WIDEST, 0f);
    return padded;
  }

  private void add(double[] sums, int at, float[] x, int row, int rows, Scratch mine) {
    float[] lanes = mine.floats(Use.PARTIAL, KINDS * (long) V + L);
    int from = row * stride;
    for (int lane = 0; lane < V; lane += L) {
      ConvBlockPatchKernels.same(lanes, 0, lane, x, from, stride, rows, mask, width);
      ConvBlockPatchKernels.cross(lanes, 9, lane, x, from, stride, stride, rows, mask, width);
      ConvBlockPatchKernels.cross(lanes, 18, lane, x, from, 2 * stride, stride, rows, mask, width);
    }
    for (int kind = 0; kind < KINDS; kind++) {
      double sum = 0;
      for (int i = kind * V; i < (kind + 1) * V; i++) {
        sum += lanes[i];
      }
      sums[at + kind] += sum;
    }
  }

  /// The sum of one kind over the rows from `first` on, as many as the output has.
  private static double ofRows(double[] sums, int kind, int first) {
    double sum = sums[ALL + kind];
    for (int i = 0; i < first; i++) {
      sum += sums[(3 + i) * KINDS + kind] - sums[(1 + i) * KINDS + kind];
    }
    return sum;
  }

  /// The sum of the pixels under tap k.
  private static double pixels(double[] sums, int k) {
    return ofRows(sums, k % 3, k / 3);
  }

  /// The sum of the products of the pixels under taps k ≤ l.
  private static double products(double[] sums, int k, int l) {
    int rows = l / 3 - k / 3;
    int a = k % 3;
    int b = l % 3;
    int kind = rows == 0 ? 3 + a * (5 - a) / 2 + b : 9 * rows + 3 * a + b;
    return ofRows(sums, kind, k / 3);
  }

  private void channel(float[] to, int c, double[] sums, HostBuffer w, HostBuffer bias) {
    int n = g.outChannels();
    double count = (double) g.batch() * g.outH() * g.outW();
    double mean = bias == null ? 0 : bias.array()[bias.offset() + c];
    double squares = 0;
    for (int k = 0; k < TAPS; k++) {
      double weight = w.array()[w.offset() + k * n + c];
      double sum = pixels(sums, k);
      mean += weight * (sum / count + shift);
      for (int l = k; l < TAPS; l++) {
        double product = products(sums, k, l) - sum * pixels(sums, l) / count;
        double other = w.array()[w.offset() + l * n + c];
        squares += (k == l ? 1 : 2) * weight * other * product;
      }
    }
    to[c] = (float) mean;
    to[n + c] = (float) Math.max(0, squares);
  }
}
