package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.ConvBlockGeometry;
import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;

/// The gradients of a convolution block: those of the batch norm from sums over all bands, then dz
/// band by band in the place of z, and with it the convolution's gradients. See [ConvBlockForward].
///
/// Bands are whole windows of one image, of fixed size, so that sums over the batch are the same
/// for any number of threads.
final class ConvBlockBackward {
  /// About how many floats of z a band has: a share of the L2 cache.
  private static final int BAND_FLOATS = 1 << 15;

  private final WorkerPool workers;
  private final ConvBlockGeometry g;
  private final ConvBlockStrips kernels;
  private final HostBuffer kept;
  private final ConvOneChannel single;
  private final HostBuffer slopes;
  private final HostBuffer marks;
  private final HostBuffer dout;
  private final boolean dropsByBand;
  private final float[] dpooled;
  private final int cols;
  private final int outH;
  private final int zH;
  private final int zRow;
  private final int outRow;
  private final int bandRows;
  private final int perImage;

  /// @param saved see [ConvBlockForward#savedLength]
  ConvBlockBackward(
      WorkerPool workers,
      ConvBlockGeometry g,
      HostBuffer dout,
      HostBuffer saved,
      HostBuffer x,
      HostBuffer w) {
    this.workers = workers;
    this.g = g;
    PoolGeometry pooling = g.pooling();
    kernels = new ConvBlockStrips(pooling);
    cols = g.channels();
    outH = pooling.outH();
    zH = pooling.height();
    zRow = pooling.width() * cols;
    outRow = pooling.outW() * cols;
    bandRows = Math.clamp(BAND_FLOATS / Math.max(1, g.pool() * zRow), 1, outH);
    perImage = Math.ceilDiv(outH, bandRows);
    boolean keeps = ConvBlockForward.keeps(g.conv());
    kept = keeps ? saved : null;
    single = keeps ? null : new ConvOneChannel(workers, x, w, saved, g.conv(), g.pool());
    dpooled = workers.shared().floats(Use.BLOCK_GRADIENT, g.outputs());
    slopes = saved.slice(ConvBlockForward.slopesAt(g), 2 * g.outputs());
    marks =
        saved.slice(ConvBlockForward.marksAt(g), Math.ceilDiv(g.outputs(), DropoutKernels.BLOCK));
    this.dout = dout;
    dropsByBand = outRow % DropoutKernels.BLOCK == 0; // then random bits begin with each row
    if (!dropsByBand) {
      HostBuffer pooled = new HostBuffer(dpooled, Scratch.START, g.outputs());
      new SimdElementwise(workers)
          .dropout(pooled, dout, g.dropout(), g.key(), g.stream(), g.outputs());
    }
  }

  void run(
      HostBuffer dx,
      HostBuffer dw,
      HostBuffer dgamma,
      HostBuffer dbeta,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer x,
      HostBuffer w,
      HostBuffer gamma,
      HostBuffer beta) {
    float[] constants = kernels.constants(workers.shared(), mean, rstd, gamma, beta);
    float[] sums = sums();
    kernels.factors(
        constants,
        SimdBatchNorm.factors(
            workers, sums, bands(), dgamma, dbeta, rstd, gamma, true, g.rows(), cols));
    if (fused(dx)) {
      gradients(dx, dw, x, w, constants);
      return;
    }
    HostBuffer dz = kept;
    if (single == null) {
      forEachBand((band, mine) ->
          gradient(band, kept.array(), zAt(band), kept.array(), zAt(band), constants, mine));
      new SimdConvolution(workers).backwardWeightAccumulate(dw, kept, x, g.conv());
    } else {
      dz = dx == null ? null : workers.shared().buffer(Use.BLOCK_IMAGE, g.rows() * cols);
      singleGradients(dw, dz, constants);
    }
    if (dx != null) {
      new SimdConvolution(workers).backwardData(dx, dz, w, g.conv());
    }
  }

  private boolean fused(HostBuffer dx) {
    return dx != null
        && single == null
        && g.conv().batch() > 0
        && ConvWinogradTiling.fits(g.conv())
        && ConvWinogradWeight.isParallel(g.conv());
  }

  /// Both gradients of the convolution, a few images at a time, whose dz stays in the cache.
  private void gradients(
      HostBuffer dx, HostBuffer dw, HostBuffer x, HostBuffer w, float[] constants) {
    ConvWinogradWeight weight = new ConvWinogradWeight(workers, g.conv());
    int images = weight.images();
    int dxFloats = dx.length() / g.conv().batch();
    ConvWinograd data = ConvWinograd.backwardData(workers, w, g.conv().withBatch(images));
    weight.run(
        workers,
        dw,
        (unit, group, mine) -> {
          float[] dz = mine.floats(Use.BLOCK_IMAGE, (long) images * zH * zRow);
          int first = unit * images * perImage;
          for (int band = first; band < first + images * perImage; band++) {
            gradient(
                band,
                dz,
                Scratch.START + zAt(band) - zAt(first),
                kept.array(),
                zAt(band),
                constants,
                mine);
          }
          weight.add(unit, group, x, dz, Scratch.START, mine);
          data.run(dz, Scratch.START, dx.array(), dx.offset() + unit * images * dxFloats, mine);
        });
  }

  private int bands() {
    return g.conv().batch() * perImage;
  }

  private void forEachBand(WorkerPool.Task task) {
    workers.run(bands(), 4L * g.rows() * cols, task);
  }

  /// The first row of a band's windows in its image.
  private int first(int band) {
    return band % perImage * bandRows;
  }

  /// How many rows of windows a band has.
  private int rows(int band) {
    return Math.min(bandRows, outH - first(band));
  }

  /// How many rows of z a band has; the last one of an image has those below all windows, too.
  private int zRows(int band) {
    boolean last = (band + 1) % perImage == 0;
    return last ? zH - first(band) * g.pool() : rows(band) * g.pool();
  }

  private int zAt(int band) {
    return kept.offset() + (band / perImage * zH + first(band) * g.pool()) * zRow;
  }

  private int pooledAt(int band) {
    return Scratch.START + (band / perImage * outH + first(band)) * outRow;
  }

  /// Computes a band of z again, from [Scratch#START] on.
  private float[] recompute(int band, Scratch mine) {
    float[] z = mine.floats(Use.BLOCK_IMAGE, (long) (bandRows + 1) * g.pool() * zRow);
    single.rows(band / perImage, first(band) * g.pool(), zRows(band), z, Scratch.START, mine);
    return z;
  }

  /// The gradient before dropout, and Σ du and Σ du·(z − mean) for each band [bands, 2, cols].
  private float[] sums() {
    float[] sums = workers.shared().floats(Use.PARTIAL, 2L * bands() * cols);
    forEachBand((band, mine) -> {
      int from = pooledAt(band);
      int n = rows(band) * outRow;
      int at = from - Scratch.START;
      if (dropsByBand) {
        int mark = marks.offset() + at / DropoutKernels.BLOCK;
        DropoutKernels.again(
            dpooled, from, dout.array(), dout.offset() + at, g, n, marks.array(), mark);
      }
      for (int i = 0; i < 2; i++) {
        int slope = slopes.offset() + i * g.outputs() + at;
        int to = (2 * band + i) * cols;
        NormColumnKernels.products(sums, to, dpooled, from, slopes.array(), slope, n / cols, cols);
      }
    });
    return sums;
  }

  /// The gradient of a band of z, perhaps in its place.
  private void gradient(
      int band, float[] dz, int to, float[] z, int at, float[] constants, Scratch mine) {
    int rows = rows(band);
    kernels.gradient(dz, to, dpooled, pooledAt(band), z, at, rows, constants, mine);
    int covered = rows * g.pool() * zRow;
    int outside = zRows(band) * zRow - covered;
    kernels.gradientOutside(dz, to + covered, z, at + covered, outside, constants);
  }

  /// Adds to dw band by band, so that dz need not be kept unless it is wanted.
  private void singleGradients(HostBuffer dw, HostBuffer dz, float[] constants) {
    float[] partial = single.partialGradients(workers, bands());
    forEachBand((band, mine) -> {
      float[] z = recompute(band, mine);
      gradient(band, z, Scratch.START, z, Scratch.START, constants, mine);
      int image = band / perImage;
      int row = first(band) * g.pool();
      single.gradient(partial, band, image, row, zRows(band), z, Scratch.START, mine);
      if (dz != null) {
        int to = (image * zH + row) * zRow;
        System.arraycopy(z, Scratch.START, dz.array(), dz.offset() + to, zRows(band) * zRow);
      }
    });
    single.addGradients(dw, partial, bands());
  }
}
