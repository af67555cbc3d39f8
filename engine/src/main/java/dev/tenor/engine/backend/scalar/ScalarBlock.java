package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.BlockGeometry;
import dev.tenor.engine.backend.UnaryFn;

/// A convolution block, composed of the single primitives: the specification of the fused ones.
final class ScalarBlock {
  private ScalarBlock() {}

  private static HostBuffer temporary(int n) {
    return new HostBuffer(new float[n], 0, n);
  }

  static void training(
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
      HostBuffer beta,
      BlockGeometry g) {
    int rows = g.rows();
    int cols = g.channels();
    HostBuffer normal = temporary(rows * cols);
    ScalarConv.forward(z, x, w, bias, g.conv());
    ScalarNorm.batchTraining(
        normal,
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
    activate(out, normal, g);
    ScalarElementwise.dropout(out, out, g.dropout(), g.key(), g.stream(), g.outputs());
  }

  static void inference(
      HostBuffer out,
      HostBuffer x,
      HostBuffer w,
      HostBuffer bias,
      HostBuffer gamma,
      HostBuffer beta,
      HostBuffer runningMean,
      HostBuffer runningVar,
      BlockGeometry g) {
    int rows = g.rows();
    int cols = g.channels();
    HostBuffer z = temporary(rows * cols);
    HostBuffer normal = temporary(rows * cols);
    ScalarConv.forward(z, x, w, bias, g.conv());
    ScalarNorm.batchInference(
        normal, temporary(cols), z, runningMean, runningVar, gamma, beta, g.eps(), rows, cols);
    activate(out, normal, g);
  }

  /// ELU in place, then pooling.
  private static void activate(HostBuffer out, HostBuffer normal, BlockGeometry g) {
    ScalarElementwise.unary(UnaryFn.ELU, normal, normal, g.rows() * g.channels());
    ScalarPool.average(out, normal, g.pooling());
  }

  static void backward(
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
      HostBuffer beta,
      BlockGeometry g) {
    int rows = g.rows();
    int cols = g.channels();
    int n = rows * cols;
    HostBuffer pooled = temporary(g.outputs());
    ScalarElementwise.dropout(pooled, dout, g.dropout(), g.key(), g.stream(), g.outputs());
    HostBuffer active = temporary(n);
    ScalarPool.averageBackward(active, pooled, g.pooling());
    HostBuffer normal = temporary(n);
    ScalarNorm.normalizeColumns(normal, z, mean, rstd, gamma, beta, rows, cols);
    HostBuffer elu = temporary(n);
    ScalarElementwise.unary(UnaryFn.ELU, elu, normal, n);
    ScalarElementwise.unaryBackward(UnaryFn.ELU, active, active, normal, elu, n);
    HostBuffer dz = temporary(n);
    ScalarNorm.batchBackward(dz, dgamma, dbeta, active, z, mean, rstd, gamma, true, rows, cols);
    ScalarConv.backwardWeightAccumulate(dw, dz, x, g.conv());
    if (dx != null) {
      ScalarConv.backwardData(dx, dz, w, g.conv());
    }
  }
}
