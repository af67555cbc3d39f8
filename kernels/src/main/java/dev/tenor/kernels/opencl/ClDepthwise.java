package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.Depthwise;

/// Depthwise convolution: `depthwise.cl`.
final class ClDepthwise implements Depthwise<ClBuffer> {
  private static final String FAMILY = "depthwise";

  /// How many output rows one sum of the weights' gradient runs over, more where there would be too
  /// many sums.
  private static final int ROWS = 16;

  private final ClResources cl;
  private final ClReductions reduce;

  ClDepthwise(ClResources cl, ClReductions reduce) {
    this.cl = cl;
    this.reduce = reduce;
  }

  @Override
  public void forward(ClBuffer y, ClBuffer x, ClBuffer w, ClBuffer bias, ConvGeometry g) {
    synchronized (cl) {
      ClKernel kernel = cl.kernel(FAMILY, "depthwise").array(y).array(x).array(w).array(bias);
      launch(kernel.flops(2.0 * g.outPixels() * g.taps() * g.inChannels()), g.outPixels(), g);
    }
  }

  @Override
  public void backwardData(ClBuffer dx, ClBuffer dy, ClBuffer w, ConvGeometry g) {
    synchronized (cl) {
      ClKernel kernel = cl.kernel(FAMILY, "depthwise_data").array(dx).array(dy).array(w);
      launch(kernel.flops(2.0 * g.outPixels() * g.taps() * g.inChannels()), g.inPixels(), g);
    }
  }

  @Override
  public void backwardWeightAccumulate(ClBuffer dw, ClBuffer dy, ClBuffer x, ConvGeometry g) {
    synchronized (cl) {
      int lines = g.batch() * g.outH();
      if (lines == 0) {
        return;
      }
      int count = Math.max(ROWS, Math.ceilDiv(lines, ClResources.MOST_CHUNKS));
      int chunks = Math.ceilDiv(lines, count);
      int weights = g.taps() * g.inChannels();
      ClBuffer partial = cl.scratch(ClScratch.Use.PARTIAL, (long) chunks * weights);
      ClKernel kernel = cl.kernel(FAMILY, "depthwise_weight").array(partial).array(dy).array(x);
      kernel.number(count).number(lines);
      launch(kernel.flops(2.0 * g.outPixels() * weights), chunks * g.taps(), g);
      reduce.combine(dw, partial, chunks, weights, 1, true);
    }
  }

  private void launch(ClKernel kernel, int rows, ConvGeometry g) {
    kernel
        .number(rows)
        .number(g.inChannels())
        .number(g.height())
        .number(g.width())
        .number(g.outH())
        .number(g.outW())
        .number(g.kernelH())
        .number(g.kernelW())
        .number(g.strideH())
        .number(g.strideW())
        .number(g.padH())
        .number(g.padW())
        .number(g.dilationH())
        .number(g.dilationW())
        .launch(cl.rowVectors(rows, g.inChannels()));
  }
}
