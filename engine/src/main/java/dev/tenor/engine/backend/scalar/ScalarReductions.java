package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.Reductions;
import dev.tenor.engine.backend.host.HostBuffer;

/// Sums and extremes over an axis, and their transposes.
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
  public void extreme(
      HostBuffer y,
      HostBuffer place,
      HostBuffer x,
      boolean largest,
      int outer,
      int axis,
      int inner) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        int from = o * axis * inner + i;
        int best = 0;
        for (int j = 1; j < axis; j++) {
          if (isBetter(x.get(from + j * inner), x.get(from + best * inner), largest)) {
            best = j;
          }
        }
        y.set(o * inner + i, x.get(from + best * inner));
        place.set(o * inner + i, (float) best);
      }
    }
  }

  private static boolean isBetter(float value, float best, boolean largest) {
    if (Float.isNaN(value) || Float.isNaN(best)) {
      return !Float.isNaN(best);
    }
    return largest ? value > best : value < best;
  }

  @Override
  public void cumulativeSum(
      HostBuffer y, HostBuffer x, int outer, int axis, int inner, boolean reverse) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        double sum = 0;
        for (int k = 0; k < axis; k++) {
          int at = (o * axis + (reverse ? axis - 1 - k : k)) * inner + i;
          sum += x.get(at);
          y.set(at, sum);
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
