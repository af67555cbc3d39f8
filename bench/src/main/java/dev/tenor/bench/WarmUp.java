package dev.tenor.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Runs something until its times are stable: until, for the length of a window, the median of the
/// last quarter of the time has differed little from that of the quarter before. Compilation tiers
/// are seconds apart, hence a minimum time; on a busy machine times are never stable, hence a
/// maximum.
///
/// Not thread-safe.
public final class WarmUp {
  /// Medians that differ by less are equal.
  static final double TOLERANCE = 0.03;

  private final double least;
  private final double most;
  private final double window;
  private double[] times = new double[64];
  private int count;
  private double spent;
  private double stillSince;

  /// @param least minimum time in milliseconds
  /// @param most maximum time
  /// @param window how long times must be stable, at most half of `least`
  public WarmUp(double least, double most, double window) {
    if (!(window > 0 && 2 * window <= least && least <= most)) {
      throw new IllegalArgumentException(
          "warm-up: window " + window + ", least " + least + ", most " + most);
    }
    this.least = least;
    this.most = most;
    this.window = window;
  }

  /// Adds the times of some runs, in milliseconds.
  public void add(double... millis) {
    for (double time : millis) {
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
      }
      times[count++] = time;
      spent += time;
    }
    if (!isStill()) {
      stillSince = spent;
    }
  }

  public boolean isOver() {
    return spent >= most || (spent >= least && spent - stillSince >= window);
  }

  public boolean isStill() {
    return Math.abs(change()) < TOLERANCE;
  }

  /// The relative difference of the last quarter's median from that of the quarter before.
  private double change() {
    int last = startOfQuarter(count);
    int before = startOfQuarter(last);
    if (before == last || last == count) {
      return Double.POSITIVE_INFINITY;
    }
    double earlier = Spread.quantile(Arrays.copyOfRange(times, before, last), 0.5);
    return Spread.quantile(Arrays.copyOfRange(times, last, count), 0.5) / earlier - 1;
  }

  /// Where the runs begin that fill a quarter of the time and end before `end`.
  private int startOfQuarter(int end) {
    double sum = 0;
    int start = end;
    while (start > 0 && sum < spent / 4) {
      sum += times[--start];
    }
    return start;
  }

  /// A warning if times were not stable.
  ///
  /// @param what was warmed up
  public Optional<String> problem(String what) {
    if (isStill()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s: the time did not stand still in %.0f s of warm-up, it changed by %+.0f %% at last",
            what,
            spent / 1000,
            100 * change()));
  }
}
