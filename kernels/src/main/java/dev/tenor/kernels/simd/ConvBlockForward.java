package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.ConvBlockGeometry;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;

/// The forward pass of convolution blocks, a band of the convolution's output z at a time (see
/// [ConvBands]), which stays in the cache for what follows. Training reads z twice, because the
/// statistics come first, and backward twice again. It is saved for that, or recomputed where the
/// image has one channel: nine FMAs are cheaper than a load. The bias is saved in its place.
final class ConvBlockForward {
  private final WorkerPool workers;
  private final ConvBlockGeometry g;
  private final ConvBlockStrips kernels;
  private final int cols;
  private final int outH;
  private final int zH;
  private final int zRow;
  private final int outRow;

  ConvBlockForward(WorkerPool workers, ConvBlockGeometry g) {
    this.workers = workers;
    this.g = g;
    PoolGeometry pooling = g.pooling();
    cols = g.channels();
    outH = pooling.outH();
    zH = pooling.height();
    zRow = pooling.width() * cols;
    outRow = pooling.outW() * cols;
    kernels = new ConvBlockStrips(pooling);
  }

  /// How many floats [#training] saves for backward.
  static int savedLength(ConvBlockGeometry g) {
    return marksAt(g) + Math.ceilDiv(g.outputs(), DropoutKernels.BLOCK);
  }

  /// Where the marks of dropout start, see [DropoutKernels#again]; behind the means over windows.
  static int marksAt(ConvBlockGeometry g) {
    return slopesAt(g) + 2 * g.outputs();
  }

  /// Where the two means over windows start (see [ConvBlockStrips]): after z, or after the bias.
  static int slopesAt(ConvBlockGeometry g) {
    return keeps(g.conv()) ? g.rows() * g.channels() : g.channels();
  }

  static boolean keeps(ConvGeometry conv) {
    return !ConvOneChannel.fits(conv);
  }

  /// Where the image ends in which a row of z lies, or the band, if that ends before.
  private int nextImage(int row, int end) {
    return Math.min(end, (row / zH + 1) * zH);
  }

  /// How many rows of windows lie in rows `row … next` of z, which are of one image.
  private int windows(int row, int next) {
    return Math.min((next - row) / g.pool(), outH - row % zH / g.pool());
  }

  /// Where the output starts of the windows that start in a row of z.
  private int pooledAt(int row) {
    return (row / zH * outH + row % zH / g.pool()) * outRow;
  }

  private float[] scratch(ConvBands bands, int band, Scratch mine) {
    return mine.floats(Use.BLOCK_IMAGE, (long) bands.rows(band) * zRow);
  }

  void training(
      HostBuffer out,
      HostBuffer saved,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer runningMean,
      HostBuffer runningVar,
      HostBuffer x,
      HostBuffer w,
      HostBuffer bias,
      HostBuffer gamma,
      HostBuffer beta) {
    ConvBands bands = SimdConvolution.of(workers, x, w, bias, g.conv(), g.pool());
    boolean keeps = keeps(g.conv());
    statistics(bands, saved, mean, rstd, runningMean, runningVar, x, w, bias);
    if (!keeps) {
      System.arraycopy(bias.array(), bias.offset(), saved.array(), saved.offset(), cols);
    }
    float[] constants = kernels.constants(workers.shared(), mean, rstd, gamma, beta);
    int slopes = saved.offset() + slopesAt(g);
    boolean drops = outRow % DropoutKernels.BLOCK == 0; // then random bits begin with each row
    workers.run(
        bands.count(),
        bands.work(),
        (band, mine) -> {
          float[] z = keeps ? saved.array() : scratch(bands, band, mine);
          int start = keeps ? saved.offset() + bands.firstRow(band) * zRow : Scratch.START;
          if (!keeps) {
            bands.compute(band, z, start, mine);
          }
          int end = bands.firstRow(band + 1);
          int next;
          for (int row = bands.firstRow(band); row < end; row = next) {
            next = nextImage(row, end);
            int at = start + (row - bands.firstRow(band)) * zRow;
            int rows = windows(row, next);
            int pooled = pooledAt(row);
            int to = out.offset() + pooled;
            kernels.activate(
                out.array(),
                to,
                saved.array(),
                slopes + pooled,
                g.outputs(),
                z,
                at,
                rows,
                constants,
                mine);
            if (drops) {
              float[] marks = saved.array();
              int mark = saved.offset() + marksAt(g) + pooled / DropoutKernels.BLOCK;
              int n = rows * outRow;
              DropoutKernels.apply(
                  out.array(), to, out.array(), to, g, pooled, n, marks, mark, mine);
            }
          }
        });
    if (!drops) {
      new SimdElementwise(workers).dropout(out, out, g.dropout(), g.key(), g.stream(), g.outputs());
    }
  }

  /// The moments of z, which is computed and perhaps kept for them, unless the weights' and the
  /// input's tell them.
  private void statistics(
      ConvBands bands,
      HostBuffer saved,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer runningMean,
      HostBuffer runningVar,
      HostBuffer x,
      HostBuffer w,
      HostBuffer bias) {
    boolean keeps = keeps(g.conv());
    boolean known = ConvBlockMoments.fits(g.conv());
    int chunks = known ? 1 : bands.count();
    float[] moments = workers.shared().floats(Use.PARTIAL, 2L * chunks * cols);
    if (known) {
      ConvBlockMoments.compute(workers, moments, x, w, bias, g.conv());
    } else {
      workers.run(
          chunks,
          bands.work(),
          (band, mine) -> {
            float[] z = keeps ? saved.array() : scratch(bands, band, mine);
            int at = keeps ? saved.offset() + bands.firstRow(band) * zRow : Scratch.START;
            bands.compute(band, z, at, mine);
            NormColumnKernels.moments(
                moments, 2 * band * cols, z, at, bands.rows(band) * zRow / cols, cols);
          });
    }
    SimdBatchNorm.join(
        moments,
        chunks,
        chunk -> known ? g.rows() : bands.rows(chunk) * zRow / cols,
        mean,
        rstd,
        runningMean,
        runningVar,
        g.momentum(),
        g.eps(),
        cols);
  }

  /// How many floats [#pack] writes: the convolution's bias and weights.
  static int packedLength(ConvBlockGeometry g) {
    return g.channels() + SimdConvolution.packedFloats(g.conv(), g.pool());
  }

  /// Folds the batch norm into the convolution: weights times scale, and the bias moved.
  void pack(
      HostBuffer packed,
      HostBuffer w,
      HostBuffer bias,
      HostBuffer gamma,
      HostBuffer beta,
      HostBuffer runningMean,
      HostBuffer runningVar) {
    HostBuffer folded = workers.shared().buffer(Use.FOLDED, w.length());
    float[] scales = workers.shared().floats(Use.BLOCK_CONSTANTS, cols);
    for (int c = 0; c < cols; c++) {
      double variance = runningVar.array()[runningVar.offset() + c];
      double scale = gamma.array()[gamma.offset() + c] / Math.sqrt(variance + g.eps());
      double shift = (double) bias.array()[bias.offset() + c];
      shift = (shift - runningMean.array()[runningMean.offset() + c]) * scale;
      packed.array()[packed.offset() + c] = (float) (shift + beta.array()[beta.offset() + c]);
      scales[c] = (float) scale;
    }
    for (int i = 0; i < w.length(); i += cols) {
      SumKernels.multiply(
          folded.array(), folded.offset() + i, w.array(), w.offset() + i, scales, 0, cols);
    }
    HostBuffer to = packed.slice(cols, packed.length() - cols);
    SimdConvolution.packBands(workers, to, folded, g.conv(), g.pool());
  }

  void inference(HostBuffer out, HostBuffer x, HostBuffer packed) {
    HostBuffer bias = packed.slice(0, cols);
    HostBuffer w = packed.slice(cols, packed.length() - cols);
    ConvBands bands = SimdConvolution.ofPacked(workers, x, w, bias, g.conv(), g.pool());
    workers.run(
        bands.count(),
        bands.work(),
        (band, mine) -> {
          float[] u = scratch(bands, band, mine);
          bands.compute(band, u, Scratch.START, mine);
          int end = bands.firstRow(band + 1);
          int next;
          for (int row = bands.firstRow(band); row < end; row = next) {
            next = nextImage(row, end);
            int at = Scratch.START + (row - bands.firstRow(band)) * zRow;
            int to = out.offset() + pooledAt(row);
            kernels.activate(out.array(), to, u, at, windows(row, next), mine);
          }
        });
  }
}
