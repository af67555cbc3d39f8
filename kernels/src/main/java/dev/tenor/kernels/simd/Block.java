package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.BlockGeometry;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.backend.scalar.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;

/// Convolution blocks. The convolution's output goes through memory, and is read once for its
/// statistics and once for all that follows; backward reads it twice and replaces it by its
/// gradient.
///
/// Work is cut into bands of whole windows of one image, of fixed size, so that sums over the batch
/// are the same for any number of threads.
final class Block {
  /// About how many floats of z a band has: half of a small L2 cache.
  private static final int BAND_FLOATS = 1 << 15;

  /// About how many floats of z prediction keeps at a time: a share of the L2 cache.
  private static final int IMAGE_FLOATS = 1 << 18;

  private final WorkerPool workers;
  private final BlockGeometry g;
  private final BlockKernels kernels;
  private final int cols;
  private final int outH;
  private final int outW;
  private final int zH;
  private final int zW;
  private final int bandRows;
  private final int bands;

  Block(WorkerPool workers, BlockGeometry g) {
    this.workers = workers;
    this.g = g;
    PoolGeometry pooling = g.pooling();
    cols = g.channels();
    outH = pooling.outH();
    outW = pooling.outW();
    zH = pooling.height();
    zW = pooling.width();
    kernels = new BlockKernels(pooling);
    bandRows = Math.clamp(BAND_FLOATS / Math.max(1, g.pool() * zW * cols), 1, outH);
    bands = Math.ceilDiv(outH, bandRows);
  }

  /// Work on one band.
  @FunctionalInterface
  private interface Band {
    /// @param rows how many rows of pooled pixels
    /// @param pooledAt where they start in the pooled image, and `zAt` their windows in z
    void run(int band, int rows, int pooledAt, int zAt, Scratch mine);
  }

  private void forEachBand(int batch, Band body) {
    workers.run(
        batch * bands,
        2L * batch * zH * zW * cols,
        (chunk, mine) -> {
          int first = chunk % bands * bandRows;
          int image = chunk / bands;
          int rows = Math.min(bandRows, outH - first);
          int pooledAt = (image * outH + first) * outW * cols;
          body.run(chunk, rows, pooledAt, (image * zH + first * g.pool()) * zW * cols, mine);
        });
  }

  void training(
      HostBuffer out,
      HostBuffer z,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer runningMean,
      HostBuffer runningVar,
      HostBuffer x,
      HostBuffer w,
      HostBuffer bias,
      HostBuffer gamma,
      HostBuffer beta) {
    convolve(z, x, w, bias, g.conv());
    BatchNorm.statistics(
        workers, mean, rstd, runningMean, runningVar, z, g.momentum(), g.eps(), g.rows(), cols);
    float[] constants = constants(mean, scale(rstd, gamma), beta);
    forEachBand(
        g.conv().batch(),
        (band, rows, pooledAt, zAt, mine) ->
            kernels.activate(
                out.array(),
                out.offset() + pooledAt,
                z.array(),
                z.offset() + zAt,
                rows,
                constants,
                mine));
    Elementwise.dropout(workers, out, out, g.dropout(), g.key(), g.stream(), g.outputs());
  }

  private void convolve(
      HostBuffer z, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry conv) {
    if (ConvSingle.fits(conv)) {
      ConvSingle.forward(workers, z, x, w, bias, conv);
    } else {
      Conv.forward(workers, z, x, w, bias, conv);
    }
  }

  /// What [BlockKernels] needs to know of the channels; the factors are missing still.
  private float[] constants(HostBuffer mean, float[] scale, HostBuffer beta) {
    long length = (long) BlockKernels.CONSTANTS * kernels.padded();
    float[] constants = workers.shared().floats(Use.BLOCK_CONSTANTS, length);
    kernels.repeat(constants, 0, mean.array(), mean.offset());
    kernels.repeat(constants, 1, scale, 0);
    kernels.repeat(constants, 2, beta.array(), beta.offset());
    return constants;
  }

  private float[] scale(HostBuffer rstd, HostBuffer gamma) {
    float[] scale = workers.shared().floats(Use.BLOCK_SCALE, cols);
    for (int c = 0; c < cols; c++) {
      scale[c] = rstd.array()[rstd.offset() + c] * gamma.array()[gamma.offset() + c];
    }
    return scale;
  }

  /// A few images at a time, so that what lies between convolution and pooling stays in the cache.
  void inference(
      HostBuffer out,
      HostBuffer x,
      HostBuffer w,
      HostBuffer bias,
      HostBuffer gamma,
      HostBuffer beta,
      HostBuffer runningMean,
      HostBuffer runningVar) {
    float[] scale = workers.shared().floats(Use.BLOCK_SCALE, cols);
    for (int c = 0; c < cols; c++) {
      double variance = runningVar.array()[runningVar.offset() + c];
      double rstd = 1 / Math.sqrt(variance + g.eps());
      scale[c] = (float) (rstd * gamma.array()[gamma.offset() + c]);
    }
    float[] constants = constants(runningMean, scale, beta);
    ConvGeometry all = g.conv();
    int inFloats = all.height() * all.width() * all.inChannels();
    int zFloats = zH * zW * cols;
    int outFloats = outH * outW * cols;
    int group = Math.clamp(IMAGE_FLOATS / Math.max(1, zFloats), 1, Math.max(1, all.batch()));
    float[] z = workers.shared().floats(Use.BLOCK_IMAGE, (long) group * zFloats);
    for (int first = 0; first < all.batch(); first += group) {
      int count = Math.min(group, all.batch() - first);
      HostBuffer images = x.slice(first * inFloats, count * inFloats);
      convolve(new HostBuffer(z, 0, count * zFloats), images, w, bias, batch(all, count));
      int to = out.offset() + first * outFloats;
      forEachBand(
          count,
          (band, rows, pooledAt, zAt, mine) ->
              kernels.activate(out.array(), to + pooledAt, z, zAt, rows, constants, mine));
    }
  }

  private static ConvGeometry batch(ConvGeometry g, int batch) {
    return new ConvGeometry(
        batch,
        g.height(),
        g.width(),
        g.inChannels(),
        g.outChannels(),
        g.kernelH(),
        g.kernelW(),
        g.strideH(),
        g.strideW(),
        g.padH(),
        g.padW());
  }

  void backward(
      HostBuffer dx,
      HostBuffer dw,
      HostBuffer dgamma,
      HostBuffer dbeta,
      HostBuffer dout,
      HostBuffer z,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer x,
      HostBuffer w,
      HostBuffer gamma,
      HostBuffer beta) {
    float[] dpooled = workers.shared().floats(Use.BLOCK_GRADIENT, g.outputs());
    HostBuffer pooled = new HostBuffer(dpooled, 0, g.outputs());
    Elementwise.dropout(workers, pooled, dout, g.dropout(), g.key(), g.stream(), g.outputs());
    float[] constants = constants(mean, scale(rstd, gamma), beta);
    float[] sums = sums(dpooled, z, constants);
    float[] factors =
        BatchNorm.factors(
            workers,
            sums,
            g.conv().batch() * bands,
            dgamma,
            dbeta,
            rstd,
            gamma,
            true,
            g.rows(),
            cols);
    for (int i = 0; i < 3; i++) {
      kernels.repeat(constants, 3 + i, factors, i * cols);
    }
    gradient(dpooled, z, constants);
    if (ConvSingle.fits(g.conv())) {
      ConvSingle.backwardWeight(workers, dw, z, x, g.conv());
    } else {
      ConvWeight.accumulate(workers, dw, z, x, g.conv());
    }
    if (dx != null) {
      Conv.backwardData(workers, dx, z, w, g.conv());
    }
  }

  private float[] sums(float[] dpooled, HostBuffer z, float[] constants) {
    int batch = g.conv().batch();
    float[] sums = workers.shared().floats(Use.PARTIAL, 2L * batch * bands * cols);
    forEachBand(
        batch,
        (band, rows, pooledAt, zAt, mine) ->
            kernels.gradientSums(
                sums,
                2 * band * cols,
                dpooled,
                pooledAt,
                z.array(),
                z.offset() + zAt,
                rows,
                constants,
                mine));
    return sums;
  }

  private void gradient(float[] dpooled, HostBuffer z, float[] constants) {
    int left = zH - outH * g.pool();
    forEachBand(
        g.conv().batch(),
        (band, rows, pooledAt, zAt, mine) -> {
          int at = z.offset() + zAt;
          kernels.gradient(dpooled, pooledAt, z.array(), at, rows, constants, mine);
          if ((band + 1) % bands == 0) {
            int below = at + rows * g.pool() * zW * cols;
            kernels.gradientOutside(z.array(), below, left, constants, mine);
          }
        });
  }
}
