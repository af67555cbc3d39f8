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
    kernels = new BlockKernels(g.pool(), outW, zW, cols);
    bandRows = Math.clamp(BAND_FLOATS / Math.max(1, g.pool() * zW * cols), 1, outH);
    bands = Math.ceilDiv(outH, bandRows);
  }

  /// Work on one band.
  @FunctionalInterface
  private interface Band {
    /// @param rows how many rows of pooled pixels
    /// @param pooledAt where they start in the pooled image, and `zAt` their windows in z
    void run(int band, int rows, int pooledAt, int zAt);
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
          body.run(chunk, rows, pooledAt, (image * zH + first * g.pool()) * zW * cols);
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
    float[] scale = scale(rstd, gamma);
    forEachBand(
        g.conv().batch(),
        (band, rows, pooledAt, zAt) ->
            kernels.activate(
                out.array(),
                out.offset() + pooledAt,
                z.array(),
                z.offset() + zAt,
                rows,
                mean.array(),
                mean.offset(),
                scale,
                beta.array(),
                beta.offset()));
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
          (band, rows, pooledAt, zAt) ->
              kernels.activate(
                  out.array(),
                  to + pooledAt,
                  z,
                  zAt,
                  rows,
                  runningMean.array(),
                  runningMean.offset(),
                  scale,
                  beta.array(),
                  beta.offset()));
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
    float[] scale = scale(rstd, gamma);
    float[] sums = sums(dpooled, z, mean, scale, beta);
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
    gradient(dpooled, z, mean, scale, beta, factors);
    if (ConvSingle.fits(g.conv())) {
      ConvSingle.backwardWeight(workers, dw, z, x, g.conv());
    } else {
      ConvWeight.accumulate(workers, dw, z, x, g.conv());
    }
    if (dx != null) {
      Conv.backwardData(workers, dx, z, w, g.conv());
    }
  }

  private float[] sums(
      float[] dpooled, HostBuffer z, HostBuffer mean, float[] scale, HostBuffer beta) {
    int batch = g.conv().batch();
    float[] sums = workers.shared().floats(Use.PARTIAL, 2L * batch * bands * cols);
    forEachBand(
        batch,
        (band, rows, pooledAt, zAt) ->
            kernels.gradientSums(
                sums,
                2 * band * cols,
                dpooled,
                pooledAt,
                z.array(),
                z.offset() + zAt,
                rows,
                mean.array(),
                mean.offset(),
                scale,
                beta.array(),
                beta.offset()));
    return sums;
  }

  private void gradient(
      float[] dpooled,
      HostBuffer z,
      HostBuffer mean,
      float[] scale,
      HostBuffer beta,
      float[] factors) {
    int coveredW = outW * g.pool();
    int left = zH - outH * g.pool();
    forEachBand(
        g.conv().batch(),
        (band, rows, pooledAt, zAt) -> {
          int at = z.offset() + zAt;
          int height = rows * g.pool();
          float[] means = mean.array();
          kernels.gradient(
              dpooled,
              pooledAt,
              z.array(),
              at,
              rows,
              means,
              mean.offset(),
              scale,
              beta.array(),
              beta.offset(),
              factors);
          kernels.gradientOutside(
              z.array(), at, height, coveredW, zW, means, mean.offset(), factors);
          if ((band + 1) % bands == 0) {
            int below = at + height * zW * cols;
            kernels.gradientOutside(z.array(), below, left, 0, zW, means, mean.offset(), factors);
          }
        });
  }
}
