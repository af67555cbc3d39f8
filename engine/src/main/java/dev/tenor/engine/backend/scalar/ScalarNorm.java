package dev.tenor.engine.backend.scalar;

/// Batch norm over columns and layer norm over rows.
final class ScalarNorm {
  private ScalarNorm() {}

  /// Mean and biased variance of `n` values, `stride` apart.
  private static double[] moments(HostBuffer x, int from, int stride, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x.get(from + i * stride);
    }
    double mean = sum / n;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double centred = x.get(from + i * stride) - mean;
      squares += centred * centred;
    }
    return new double[] {mean, squares / n};
  }

  static void batchTraining(
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
      double[] moments = moments(x, c, cols, rows);
      mean.set(c, moments[0]);
      rstd.set(c, 1 / Math.sqrt(moments[1] + eps));
      double unbiased = moments[1] * rows / Math.max(1, rows - 1);
      runningMean.set(c, (1 - momentum) * (double) runningMean.get(c) + momentum * moments[0]);
      runningVar.set(c, (1 - momentum) * (double) runningVar.get(c) + momentum * unbiased);
    }
    normalizeColumns(y, x, mean, rstd, gamma, beta, rows, cols);
  }

  static void batchInference(
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
    normalizeColumns(y, x, runningMean, rstd, gamma, beta, rows, cols);
  }

  static void normalizeColumns(
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

  static void batchBackward(
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

  static void layer(
      HostBuffer y,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer x,
      HostBuffer gamma,
      HostBuffer beta,
      float eps,
      int rows,
      int cols) {
    for (int r = 0; r < rows; r++) {
      double[] moments = moments(x, r * cols, 1, cols);
      double scale = 1 / Math.sqrt(moments[1] + eps);
      mean.set(r, moments[0]);
      rstd.set(r, scale);
      for (int c = 0; c < cols; c++) {
        double unit = (x.get(r * cols + c) - moments[0]) * scale;
        y.set(r * cols + c, unit * gamma.get(c) + beta.get(c));
      }
    }
  }

  static void layerBackward(
      HostBuffer dx,
      HostBuffer dgamma,
      HostBuffer dbeta,
      HostBuffer dy,
      HostBuffer x,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer gamma,
      int rows,
      int cols) {
    double[] gammaSums = new double[cols];
    double[] betaSums = new double[cols];
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      double product = 0;
      for (int c = 0; c < cols; c++) {
        double d = dy.get(r * cols + c);
        double unit = ((double) x.get(r * cols + c) - mean.get(r)) * rstd.get(r);
        gammaSums[c] += d * unit;
        betaSums[c] += d;
        sum += d * gamma.get(c);
        product += d * gamma.get(c) * unit;
      }
      for (int c = 0; c < cols; c++) {
        double unit = ((double) x.get(r * cols + c) - mean.get(r)) * rstd.get(r);
        double centred = (double) dy.get(r * cols + c) * gamma.get(c) - sum / cols;
        dx.set(r * cols + c, rstd.get(r) * (centred - unit * product / cols));
      }
    }
    for (int c = 0; c < cols; c++) {
      dgamma.add(c, gammaSums[c]);
      dbeta.add(c, betaSums[c]);
    }
  }
}
