package dev.tenor.bench;

import java.util.Arrays;
import java.util.Locale;

/// The spread of repeated measurements.
///
/// @param low the fastest, or a low quantile of the times
/// @param high the slowest, or a high quantile
public record Spread(double low, double median, double high) {
  /// A larger spread, relative to the median, is caused by something else.
  static final double MOST = 0.3;

  /// The median, 10 % and 90 % quantile of times.
  public static Spread of(double[] times) {
    return new Spread(quantile(times, 0.1), quantile(times, 0.5), quantile(times, 0.9));
  }

  static double quantile(double[] values, double q) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(q * (sorted.length - 1))];
  }

  /// From low to high, relative to the median.
  public double share() {
    return (high - low) / median;
  }

  public boolean isWide() {
    return !(share() <= MOST);
  }

  /// The relative difference of the second half of some times from the first: if large, the warm-up
  /// was too short or another program started. 0 for less than four.
  public static double drift(double[] times) {
    int half = times.length / 2;
    if (half < 2) {
      return 0;
    }
    double first = quantile(Arrays.copyOf(times, half), 0.5);
    return quantile(Arrays.copyOfRange(times, times.length - half, times.length), 0.5) / first - 1;
  }

  /// The end of a row: empty, or a warning.
  public String mark() {
    return isWide() ? String.format(Locale.ROOT, "  ! spread %.0f %%", 100 * share()) : "";
  }
}
