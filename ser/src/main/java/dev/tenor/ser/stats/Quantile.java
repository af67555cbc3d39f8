package dev.tenor.ser.stats;

/// Quantiles as NumPy takes them by default.
public final class Quantile {
  private Quantile() {}

  /// Linear interpolation between order statistics.
  ///
  /// @param sorted ascending, at least one value
  /// @param q from 0 to 1
  public static double of(double[] sorted, double q) {
    double place = q * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
