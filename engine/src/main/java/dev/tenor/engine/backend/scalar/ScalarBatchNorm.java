package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.BatchNorm;
import dev.tenor.engine.backend.host.HostBuffer;

/// Batch norm over columns.
public final class ScalarBatchNorm implements BatchNorm<HostBuffer> {
  @Override
  public void training(
      HostBuffer y,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer runningMean,
      HostBuffer runningVar,
      HostBuffer x,
      HostBuffer gamma,
      HostBuffer beta,
      float momentum,
      float eps,
      int rows,
      int cols) {
    for (int c = 0; c < cols; c++) {
      Moments m = Moments.of(x, c, cols, rows);
      mean.set(c, m.mean());
      rstd.set(c, 1 / Math.sqrt(m.variance() + eps));
      double unbiased = m.variance() * rows / Math.max(1, rows - 1);
      runningMean.set(c, (1 - momentum) * (double) runningMean.get(c) + momentum * m.mean());
      runningVar.set(c, (1 - momentum) * (double) runningVar.get(c) + momentum * unbiased);
    }
    normalize(y, x, mean, rstd, gamma, beta, rows, cols);
  }

  @Override
  public void inference(
      HostBuffer y,
      HostBuffer rstd,
      HostBuffer x,
      HostBuffer runningMean,
      HostBuffer runningVar,
      HostBuffer gamma,
      HostBuffer beta,
      float eps,
      int rows,
      int cols) {
    for (int c = 0; c < cols; c++) {
      rstd.set(c, 1 / Math.sqrt((double) runningVar.get(c) + eps));
    }
    normalize(y, x, runningMean, rstd, gamma, beta, rows, cols);
  }

  @Override
  public void normalize(
      HostBuffer y,
      HostBuffer x,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer gamma,
      HostBuffer beta,
      int rows,
      int cols) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        double unit = ((double) x.get(r * cols + c) - mean.get(c)) * rstd.get(c);
        y.set(r * cols + c, unit * gamma.get(c) + beta.get(c));
      }
    }
  }

  @Override
  public void backward(
      HostBuffer dx,
      HostBuffer dgamma,
      HostBuffer dbeta,
      HostBuffer dy,
      HostBuffer x,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer gamma,
      boolean batchStatistics,
      int rows,
      int cols) {
    for (int c = 0; c < cols; c++) {
      double sum = 0;
      double product = 0;
      for (int at = c; at < rows * cols; at += cols) {
        sum += dy.get(at);
        product += dy.get(at) * (((double) x.get(at) - mean.get(c)) * rstd.get(c));
      }
      dgamma.add(c, product);
      dbeta.add(c, sum);
      if (dx == null) {
        continue;
      }
      double meanDy = batchStatistics ? sum / rows : 0;
      double meanProduct = batchStatistics ? product / rows : 0;
      double scale = (double) gamma.get(c) * rstd.get(c);
      for (int at = c; at < rows * cols; at += cols) {
        double unit = ((double) x.get(at) - mean.get(c)) * rstd.get(c);
        dx.set(at, scale * (dy.get(at) - meanDy - unit * meanProduct));
      }
    }
  }
}
