package dev.tenor.bench.suite;

import java.util.Arrays;

/// Quantiles of samples, between two of them by their distance (type 7 of Hyndman and Fan 1996, as
/// NumPy and R have it).
final class Quartiles {
  private Quartiles() {}

  /// @param q from 0, the least, to 1, the greatest
  static double at(double[] values, double q) {
    if (values.length == 0) {
      throw new IllegalArgumentException("quantile " + q + " of nothing");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = q * (sorted.length - 1);
    int below = (int) place;
    double above = sorted[Math.min(below + 1, sorted.length - 1)];
    return sorted[below] + (place - below) * (above - sorted[below]);
  }

  static double median(double[] values) {
    return at(values, 0.5);
  }
}
