package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.Resampling;
import dev.tenor.engine.backend.host.HostBuffer;

/// Weighted sums over windows along one axis.
public final class ScalarResampling implements Resampling<HostBuffer> {
  @Override
  public void alongAxis(
      HostBuffer y,
      HostBuffer x,
      HostBuffer table,
      int outer,
      int in,
      int out,
      int inner,
      int taps) {
    for (int row = 0; row < outer * out; row++) {
      int line = row % out * (2 + taps);
      int from = row / out * in + (int) table.get(line);
      int count = (int) table.get(line + 1);
      for (int c = 0; c < inner; c++) {
        double sum = 0;
        for (int t = 0; t < count; t++) {
          sum += (double) table.get(line + 2 + t) * x.get((from + t) * inner + c);
        }
        y.set(row * inner + c, sum);
      }
    }
  }
}
