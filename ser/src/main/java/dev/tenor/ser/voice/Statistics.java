package dev.tenor.ser.voice;

import dev.tenor.ser.stats.Quantile;
import java.util.Arrays;

/// Statistics of the values of a track that are there; 0 where there are none.
final class Statistics {
  private Statistics() {}

  /// The values that are not NaN.
  static double[] present(double[] track) {
    return Arrays.stream(track).filter(x -> !Double.isNaN(x)).toArray();
  }

  static double mean(double[] track) {
    return mean(track, 0, track.length);
  }

  private static double mean(double[] track, int from, int to) {
    double sum = 0;
    int n = 0;
    for (int t = from; t < to; t++) {
      if (!Double.isNaN(track[t])) {
        sum += track[t];
        n++;
      }
    }
    return n == 0 ? 0 : sum / n;
  }

  /// Of the population.
  static double deviation(double[] track) {
    double mean = mean(track);
    double[] squares = new double[track.length];
    Arrays.setAll(squares, t -> (track[t] - mean) * (track[t] - mean));
    return Math.sqrt(mean(squares));
  }

  /// Standard deviation over mean, the coefficient of variation; 0 where the mean is.
  static double variation(double[] track) {
    double mean = mean(track);
    return Math.abs(mean) < 1e-12 ? 0 : deviation(track) / mean;
  }

  /// The 20th, 50th and 80th percentile as numpy takes them, with linear interpolation.
  static double[] percentiles(double[] track) {
    double[] sorted = present(track);
    Arrays.sort(sorted);
    double[] at = {0.2, 0.5, 0.8};
    double[] values = new double[at.length];
    for (int i = 0; i < at.length && sorted.length > 0; i++) {
      values[i] = Quantile.of(sorted, at[i]);
    }
    return values;
  }

  /// Every value replaced by the mean of itself and those of its two neighbours that are there.
  static double[] smooth(double[] track) {
    double[] smooth = new double[track.length];
    for (int t = 0; t < track.length; t++) {
      int from = Math.max(0, t - 1);
      int to = Math.min(track.length, t + 2);
      smooth[t] = Double.isNaN(track[t]) ? Double.NaN : mean(track, from, to);
    }
    return smooth;
  }

  /// Every track by itself.
  static double[][] smooth(double[][] tracks) {
    return Arrays.stream(tracks).map(Statistics::smooth).toArray(double[][]::new);
  }

  /// The values of the frames where `keep` is true, NaN in the others.
  static double[] where(double[] track, boolean[] keep) {
    double[] some = track.clone();
    for (int t = 0; t < some.length; t++) {
      some[t] = keep[t] ? some[t] : Double.NaN;
    }
    return some;
  }
}
