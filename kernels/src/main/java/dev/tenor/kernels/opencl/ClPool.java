package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.PoolGeometry;

/// 2-D pooling: `pool.cl`.
final class ClPool {
  private static final String FAMILY = "pool";
  private final ClResources cl;

  ClPool(ClResources cl) {
    this.cl = cl;
  }

  void average(Buffer y, Buffer x, PoolGeometry g) {
    overOutput(cl.kernel(FAMILY, "avg_pool").array(y).array(x), g);
  }

  void averageBackward(Buffer dx, Buffer dy, PoolGeometry g) {
    overInput(cl.kernel(FAMILY, "avg_pool_gradient").array(dx).array(dy), g);
  }

  void max(Buffer y, Buffer index, Buffer x, PoolGeometry g) {
    overOutput(cl.kernel(FAMILY, "max_pool").array(y).array(index).array(x), g);
  }

  void maxBackward(Buffer dx, Buffer dy, Buffer index, PoolGeometry g) {
    overInput(cl.kernel(FAMILY, "max_pool_gradient").array(dx).array(dy).array(index), g);
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
        .number(g.strideW());
  }
}
