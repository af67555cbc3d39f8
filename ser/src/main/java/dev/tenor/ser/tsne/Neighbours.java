package dev.tenor.ser.tsne;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/// A measure of class separation.
public final class Neighbours {
  private Neighbours() {}

  /// The mean proportion of a point's `k` nearest neighbours that have its class.
  ///
  /// @param points `[n][d]`, n greater than `k`
  /// @param classes of the points
  public static double agreement(double[][] points, int[] classes, int k) {
    if (points.length <= k || k < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "neighbours: %d of %d points", k, points.length));
    }
    double sum = 0;
    for (int i = 0; i < points.length; i++) {
      int self = i;
      sum +=
          IntStream.range(0, points.length)
              .filter(j -> j != self)
              .boxed()
              .sorted(Comparator.comparingDouble(j -> distance(points[self], points[j])))
              .limit(k)
              .filter(j -> classes[j] == classes[self])
              .count();
    }
    return sum / k / points.length;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (a[d] - b[d]) * (a[d] - b[d]);
    }
    return sum;
  }
}
