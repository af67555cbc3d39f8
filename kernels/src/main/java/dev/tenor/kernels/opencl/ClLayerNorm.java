package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.LayerNorm;

/// Layer norm: `norm.cl`.
final class ClLayerNorm implements LayerNorm<ClBuffer> {
  private static final String FAMILY = "norm";
  private final ClResources cl;
  private final ClBatchNorm columns;

  /// @param columns adds up the gradients of gamma and beta, as in batch norm
  ClLayerNorm(ClResources cl, ClBatchNorm columns) {
    this.cl = cl;
    this.columns = columns;
  }

  @Override
  public void forward(
      ClBuffer y,
      ClBuffer mean,
      ClBuffer rstd,
      ClBuffer x,
      ClBuffer gamma,
      ClBuffer beta,
      float eps,
      int rows,
      int cols) {
    synchronized (cl) {
      cl.kernel(FAMILY, "layer_norm")
          .array(y)
          .array(mean)
          .array(rstd)
          .array(x)
          .array(gamma)
          .array(beta)
          .number(eps)
          .number(rows)
          .number(cols)
          .launch(rows);
    }
  }

  @Override
  public void backward(
      ClBuffer dx,
      ClBuffer dgamma,
      ClBuffer dbeta,
      ClBuffer dy,
      ClBuffer x,
      ClBuffer mean,
      ClBuffer rstd,
      ClBuffer gamma,
      int rows,
      int cols) {
    synchronized (cl) {
      columns.products(dgamma, dbeta, dy, x, mean, rstd, true, rows, cols);
      cl.kernel(FAMILY, "layer_norm_gradient")
          .array(dx)
          .array(dy)
          .array(x)
          .array(mean)
          .array(rstd)
          .array(gamma)
          .number(rows)
          .number(cols)
          .launch(rows);
    }
  }
}
