package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.ConvBlock;
import dev.tenor.engine.backend.ConvBlockGeometry;
import dev.tenor.engine.backend.PoolGeometry;

/// Convolution blocks: the convolution and its statistics, then everything up to the block's output
/// in one kernel of `block.cl`.
final class ClConvBlock implements ConvBlock<ClBuffer> {
  private static final String FAMILY = "block";
  private final ClResources cl;
  private final ClConvolution conv;
  private final ClBatchNorm norm;

  ClConvBlock(ClResources cl, ClConvolution conv, ClBatchNorm norm) {
    this.cl = cl;
    this.conv = conv;
    this.norm = norm;
  }

  @Override
  public void training(
      ClBuffer out,
      ClBuffer z,
      ClBuffer mean,
      ClBuffer rstd,
      ClBuffer runningMean,
      ClBuffer runningVar,
      ClBuffer x,
      ClBuffer w,
      ClBuffer bias,
      ClBuffer gamma,
      ClBuffer beta,
      ConvBlockGeometry g) {
    synchronized (cl) {
      conv.forward(z, x, w, bias, g.conv());
      norm.statistics(
          mean, rstd, runningMean, runningVar, z, g.momentum(), g.eps(), g.rows(), g.channels());
      output(out, z, mean, rstd, gamma, beta, g, g.dropout());
    }
  }

  @Override
  public void inference(
      ClBuffer out,
      ClBuffer x,
      ClBuffer w,
      ClBuffer bias,
      ClBuffer gamma,
      ClBuffer beta,
      ClBuffer runningMean,
      ClBuffer runningVar,
      ConvBlockGeometry g) {
    synchronized (cl) {
      ClBuffer z = cl.scratch(ClScratch.Use.BLOCK, (long) g.rows() * g.channels());
      ClBuffer rstd = cl.scratch(ClScratch.Use.COLUMNS, g.channels());
      conv.forward(z, x, w, bias, g.conv());
      norm.inverseDeviation(rstd, runningVar, g.eps(), g.channels());
      output(out, z, runningMean, rstd, gamma, beta, g, 0);
    }
  }

  private void output(
      ClBuffer out,
      ClBuffer z,
      ClBuffer mean,
      ClBuffer rstd,
      ClBuffer gamma,
      ClBuffer beta,
      ConvBlockGeometry g,
      float dropout) {
    PoolGeometry p = g.pooling();
    ClBuffer bits = dropout == 0 ? null : randomBits(g);
    ClKernel kernel =
        cl.kernel(FAMILY, "block_output")
            .array(out)
            .array(z)
            .array(mean)
            .array(rstd)
            .array(gamma)
            .array(beta);
    sizes(kernel, g, bits, dropout)
        .launch(cl.rowVectors((long) p.batch() * p.outH() * p.outW(), g.channels()));
  }

  /// 16 bits for each element of the block's output.
  private ClBuffer randomBits(ConvBlockGeometry g) {
    int blocks = Math.ceilDiv(g.outputs(), 8);
    ClBuffer bits = cl.scratch(ClScratch.Use.RANDOM, 4L * blocks);
    cl.kernel("random", "random_bits")
        .array(bits)
        .number(g.key())
        .number(g.stream())
        .number(blocks)
        .launch(cl.vectors(blocks));
    return bits;
  }

  /// The parameters that both kernels end with.
  private static ClKernel sizes(
      ClKernel kernel, ConvBlockGeometry g, ClBuffer bits, float dropout) {
    PoolGeometry p = g.pooling();
    return kernel
        .number(p.batch())
        .number(p.channels())
        .number(p.height())
        .number(p.width())
        .number(p.outH())
        .number(p.outW())
        .number(g.pool())
        .array(bits)
        .number(ClElementwise.threshold(dropout))
        .number(1 / (1 - dropout));
  }

  @Override
  public void backward(
      ClBuffer dx,
      ClBuffer dw,
      ClBuffer dgamma,
      ClBuffer dbeta,
      ClBuffer dout,
      ClBuffer z,
      ClBuffer mean,
      ClBuffer rstd,
      ClBuffer x,
      ClBuffer w,
      ClBuffer gamma,
      ClBuffer beta,
      ConvBlockGeometry g) {
    synchronized (cl) {
      int rows = g.rows();
      int channels = g.channels();
      PoolGeometry p = g.pooling();
      int windows =
          p.batch() * Math.ceilDiv(p.height(), g.pool()) * Math.ceilDiv(p.width(), g.pool());
      int count = cl.chunk(windows);
      int chunks = Math.ceilDiv(windows, count);
      ClBuffer d = cl.scratch(ClScratch.Use.BLOCK, (long) rows * channels);
      ClBuffer partial = cl.scratch(ClScratch.Use.PARTIAL, 2L * chunks * channels);
      ClBuffer bits = g.dropout() == 0 ? null : randomBits(g);
      ClKernel kernel =
          cl.kernel(FAMILY, "block_gradient")
              .array(d)
              .array(partial)
              .array(dout)
              .array(z)
              .array(mean)
              .array(rstd)
              .array(gamma)
              .array(beta)
              .number(chunks)
              .number(count);
      sizes(kernel, g, bits, g.dropout()).launchLong(cl.rowVectors(chunks, channels));
      ClBuffer sums = norm.gradients(dgamma, dbeta, partial, chunks, channels);
      norm.batchInputGradient(z, d, z, mean, rstd, gamma, sums, true, rows, channels);
      conv.backwardWeightAccumulate(dw, z, x, g.conv());
      if (dx != null) {
        conv.backwardData(dx, z, w, g.conv());
      }
    }
  }
}
