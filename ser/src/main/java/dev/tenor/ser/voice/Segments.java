package dev.tenor.ser.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Stretches of a track in which every frame has a value, and how it moves there. A track has one
/// value per frame of 10 ms, NaN where there is none.
final class Segments {
  private Segments() {}

  /// The frames `from` (inclusive) to `to` (exclusive).
  record Stretch(int from, int to) {
    double seconds() {
      return (to - from) * Signal.HOP_SECONDS;
    }
  }

  /// The longest stretches with values, in order.
  static List<Stretch> of(double[] track) {
    return of(track, false);
  }

  /// The stretches without.
  static List<Stretch> gaps(double[] track) {
    return of(track, true);
  }

  private static List<Stretch> of(double[] track, boolean absent) {
    List<Stretch> stretches = new ArrayList<>();
    int from = -1;
    for (int t = 0; t <= track.length; t++) {
      boolean in = t < track.length && Double.isNaN(track[t]) == absent;
      if (in && from < 0) {
        from = t;
      } else if (!in && from >= 0) {
        stretches.add(new Stretch(from, t));
        from = -1;
      }
    }
    return stretches;
  }

  /// The slopes, per second, of all parts between a minimum and the next maximum of a stretch.
  static double[] rising(double[] track) {
    return slopes(track, 1);
  }

  /// Likewise between a maximum and the next minimum; negative.
  static double[] falling(double[] track) {
    return slopes(track, -1);
  }

  private static double[] slopes(double[] track, int sign) {
    List<Double> slopes = new ArrayList<>();
    for (Stretch s : of(track)) {
      int start = s.from();
      for (int t = s.from() + 1; t < s.to(); t++) {
        boolean moving = sign * (track[t] - track[t - 1]) > 0;
        boolean last = t + 1 == s.to() || sign * (track[t + 1] - track[t]) <= 0;
        if (!moving) {
          start = t;
        } else if (last) {
          slopes.add((track[t] - track[start]) / ((t - start) * Signal.HOP_SECONDS));
          start = t;
        }
      }
    }
    return slopes.stream().mapToDouble(x -> x).toArray();
  }

  /// How many maxima rise above a minimum before them, and fall behind them or at the end, by at
  /// least a tenth of the track's range.
  ///
  /// @param track without NaN
  static int peaks(double[] track) {
    double range = Arrays.stream(track).max().orElse(0) - Arrays.stream(track).min().orElse(0);
    double least = 0.1 * range;
    double low = track[0];
    double high = track[0];
    boolean risen = false;
    int peaks = 0;
    for (double x : track) {
      low = Math.min(low, x);
      high = Math.max(high, x);
      if (risen && x < high - least) {
        peaks++;
        risen = false;
        low = x;
      } else if (!risen && x > low + least) {
        risen = true;
        high = x;
      }
    }
    return risen ? peaks + 1 : peaks;
  }
}
