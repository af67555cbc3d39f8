package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.LayerNorm;
import dev.tenor.engine.backend.host.HostBuffer;

/// Layer norm over rows.
public final class ScalarLayerNorm implements LayerNorm<HostBuffer> {
  @Override
  public void forward(
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
      Moments m = Moments.of(x, r * cols, 1, cols);
      double scale = 1 / Math.sqrt(m.variance() + eps);
      mean.set(r, m.mean());
      rstd.set(r, scale);
      for (int c = 0; c < cols; c++) {
        double unit = (x.get(r * cols + c) - m.mean()) * scale;
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
