package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.RmsNorm;

/// Root-mean-square norm: `rms_norm.cl`.
final class ClRmsNorm implements RmsNorm<ClBuffer> {
  private static final String FAMILY = "rms_norm";
  private final ClResources cl;
  private final ClReductions reduce;

  ClRmsNorm(ClResources cl, ClReductions reduce) {
    this.cl = cl;
    this.reduce = reduce;
  }

  @Override
  public void forward(
      ClBuffer y, ClBuffer rstd, ClBuffer x, ClBuffer gamma, float eps, int rows, int cols) {
    synchronized (cl) {
      ClKernel kernel = cl.kernel(FAMILY, "rms_norm").array(y).array(rstd).array(x).array(gamma);
      kernel.number(eps).number(rows).number(cols).launch(rows);
    }
  }

  @Override
  public void backward(
      ClBuffer dx,
      ClBuffer dgamma,
      ClBuffer dy,
      ClBuffer x,
      ClBuffer rstd,
      ClBuffer gamma,
      int rows,
      int cols) {
    synchronized (cl) {
      int count = cl.chunk(rows);
      int chunks = Math.ceilDiv(rows, count);
      ClBuffer partial = cl.scratch(ClScratch.Use.PARTIAL, (long) chunks * cols);
      ClKernel products = cl.kernel(FAMILY, "rms_products").array(partial).array(dy).array(x);
      products.array(rstd).number(chunks).number(count).number(rows).number(cols);
      products.launchLong(cl.rowVectors(chunks, cols));
      reduce.combine(dgamma, partial, chunks, cols, 1, true);
      ClKernel gradient = cl.kernel(FAMILY, "rms_norm_gradient").array(dx).array(dy).array(x);
      gradient.array(rstd).array(gamma).number(rows).number(cols).launch(rows);
    }
  }
}
