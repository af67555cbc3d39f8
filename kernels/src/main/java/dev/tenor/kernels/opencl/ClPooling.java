package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.backend.Pooling;

/// 2-D pooling: `pool.cl`.
final class ClPooling implements Pooling<ClBuffer> {
  private static final String FAMILY = "pool";
  private final ClResources cl;

  ClPooling(ClResources cl) {
    this.cl = cl;
  }

  @Override
  public void average(ClBuffer y, ClBuffer x, PoolGeometry g) {
    synchronized (cl) {
      overOutput(cl.kernel(FAMILY, "avg_pool").array(y).array(x), g);
    }
  }

  @Override
  public void averageBackward(ClBuffer dx, ClBuffer dy, PoolGeometry g) {
    synchronized (cl) {
      overInput(cl.kernel(FAMILY, "avg_pool_gradient").array(dx).array(dy), g);
    }
  }

  @Override
  public void max(ClBuffer y, ClBuffer index, ClBuffer x, PoolGeometry g) {
    synchronized (cl) {
      overOutput(cl.kernel(FAMILY, "max_pool").array(y).array(index).array(x), g);
    }
  }

  @Override
  public void maxBackward(ClBuffer dx, ClBuffer dy, ClBuffer index, PoolGeometry g) {
    synchronized (cl) {
      overInput(cl.kernel(FAMILY, "max_pool_gradient").array(dx).array(dy).array(index), g);
    }
  }

  private void overOutput(ClKernel kernel, PoolGeometry g) {
    sizes(kernel, g).launch(cl.rowVectors((long) g.batch() * g.outH() * g.outW(), g.channels()));
  }

  private void overInput(ClKernel kernel, PoolGeometry g) {
    sizes(kernel, g).launch(cl.rowVectors((long) g.batch() * g.height() * g.width(), g.channels()));
  }

  private static ClKernel sizes(ClKernel kernel, PoolGeometry g) {
    return kernel
        .number(g.batch())
        .number(g.channels())
        .number(g.height())
        .number(g.width())
        .number(g.outH())
        .number(g.outW())
        .number(g.kernelH())
        .number(g.kernelW())
        .number(g.strideH())
        .number(g.strideW())
        .number(g.padH())
        .number(g.padW());
  }
}
