package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.Reductions;
import dev.tenor.engine.backend.host.HostBuffer;

/// Sums over an axis, and their transposes.
public final class ScalarReductions implements Reductions<HostBuffer> {
  @Override
  public void sumAxis(
      HostBuffer y, HostBuffer x, int outer, int axis, int inner, float scale, boolean accumulate) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        double sum = 0;
        for (int j = 0; j < axis; j++) {
          sum += x.get((o * axis + j) * inner + i);
        }
        int at = o * inner + i;
        y.set(at, sum * scale + (accumulate ? y.get(at) : 0));
      }
    }
  }

  @Override
  public void broadcastAxis(
      HostBuffer y, HostBuffer x, int outer, int axis, int inner, float scale) {
    for (int o = 0; o < outer; o++) {
      for (int j = 0; j < axis; j++) {
        for (int i = 0; i < inner; i++) {
          y.set((o * axis + j) * inner + i, scale * x.get(o * inner + i));
        }
      }
    }
  }

  @Override
  public void sumOfSquares(HostBuffer y, HostBuffer x, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (double) x.get(i) * x.get(i);
    }
    y.set(0, sum);
  }
}
