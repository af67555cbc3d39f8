package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.BlockGeometry;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.backend.scalar.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;

/// Convolution blocks whose channels are no whole vectors, one primitive after the other: what
/// [Block] would need for the rest of a vector, these have already.
final class BlockComposed {
  private final WorkerPool workers;
  private final BlockGeometry g;
  private final int rows;
  private final int cols;
  private final HostBuffer u;
  private final HostBuffer elu;

  BlockComposed(WorkerPool workers, BlockGeometry g) {
    this.workers = workers;
    this.g = g;
    rows = g.rows();
    cols = g.channels();
    u = workers.shared().buffer(Use.BLOCK_IMAGE, rows * cols);
    elu = workers.shared().buffer(Use.BLOCK, rows * cols);
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
    Convolution.forward(workers, z, x, w, bias, g.conv());
    BatchNorm.training(
        workers,
        u,
        mean,
        rstd,
        runningMean,
        runningVar,
        z,
        gamma,
        beta,
        g.momentum(),
        g.eps(),
        rows,
        cols);
    Elementwise.unary(workers, UnaryFn.ELU, elu, u, rows * cols);
    Pool.average(workers, out, elu, g.pooling());
    Elementwise.dropout(workers, out, out, g.dropout(), g.key(), g.stream(), g.outputs());
  }

  void inference(
      HostBuffer out,
      HostBuffer x,
      HostBuffer w,
      HostBuffer bias,
      HostBuffer gamma,
      HostBuffer beta,
      HostBuffer runningMean,
      HostBuffer runningVar) {
    Convolution.forward(workers, elu, x, w, bias, g.conv());
    HostBuffer rstd = workers.shared().buffer(Use.FOLDED, cols);
    BatchNorm.inference(
        workers, u, rstd, elu, runningMean, runningVar, gamma, beta, g.eps(), rows, cols);
    Elementwise.unary(workers, UnaryFn.ELU, elu, u, rows * cols);
    Pool.average(workers, out, elu, g.pooling());
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
    int n = rows * cols;
    HostBuffer dpooled = workers.shared().buffer(Use.BLOCK_GRADIENT, g.outputs() + n);
    HostBuffer du = dpooled.slice(g.outputs(), n);
    Elementwise.dropout(workers, dpooled, dout, g.dropout(), g.key(), g.stream(), g.outputs());
    Pool.averageBackward(workers, du, dpooled, g.pooling());
    BatchNorm.normalize(workers, u, z, mean, rstd, gamma, beta, rows, cols);
    Elementwise.unary(workers, UnaryFn.ELU, elu, u, n);
    Elementwise.unaryBackward(workers, UnaryFn.ELU, du, du, u, elu, n);
    BatchNorm.backward(workers, z, dgamma, dbeta, du, z, mean, rstd, gamma, true, rows, cols);
    Convolution.accumulateWeight(workers, dw, z, x, g.conv());
    if (dx != null) {
      Convolution.backwardData(workers, dx, z, w, g.conv());
    }
  }
}
