package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.RmsNorm;
import dev.tenor.engine.backend.host.HostBuffer;

/// Root-mean-square norm over rows.
public final class ScalarRmsNorm implements RmsNorm<HostBuffer> {
  @Override
  public void forward(
      HostBuffer y,
      HostBuffer rstd,
      HostBuffer x,
      HostBuffer gamma,
      float eps,
      int rows,
      int cols) {
    for (int r = 0; r < rows; r++) {
      double squares = 0;
      for (int c = 0; c < cols; c++) {
        squares += (double) x.get(r * cols + c) * x.get(r * cols + c);
      }
      double scale = 1 / Math.sqrt(squares / cols + eps);
      rstd.set(r, scale);
      for (int c = 0; c < cols; c++) {
        y.set(r * cols + c, x.get(r * cols + c) * scale * gamma.get(c));
      }
    }
  }

  @Override
  public void backward(
      HostBuffer dx,
      HostBuffer dgamma,
      HostBuffer dy,
      HostBuffer x,
      HostBuffer rstd,
      HostBuffer gamma,
      int rows,
      int cols) {
    double[] sums = new double[cols];
    for (int r = 0; r < rows; r++) {
      double scale = rstd.get(r);
      double product = 0;
      for (int c = 0; c < cols; c++) {
        double unit = x.get(r * cols + c) * scale;
        sums[c] += dy.get(r * cols + c) * unit;
        product += dy.get(r * cols + c) * gamma.get(c) * unit;
      }
      for (int c = 0; c < cols; c++) {
        double d = (double) dy.get(r * cols + c) * gamma.get(c);
        dx.set(r * cols + c, scale * (d - x.get(r * cols + c) * scale * product / cols));
      }
    }
    for (int c = 0; c < cols; c++) {
      dgamma.add(c, sums[c]);
    }
  }
}
