package dev.tenor.ser.tsne;

/// The joint probabilities p_ij of t-SNE (van der Maaten and Hinton, 2008): Gaussian neighbourhoods
/// of every point, with the given perplexity, symmetrised.
final class Affinities {
  private static final int STEPS = 60;
  private static final double TOLERANCE = 1e-5;

  private Affinities() {}

  /// @param points `[n][d]`
  /// @return p [n · n], symmetric, 0 on the diagonal, with sum 1
  static double[] of(double[][] points, double perplexity) {
    int n = points.length;
    double[] p = new double[n * n];
    double[] distances = new double[n];
    double[] row = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        distances[j] = squaredDistance(points[i], points[j]);
      }
      neighbourhood(distances, i, Math.log(perplexity), row);
      System.arraycopy(row, 0, p, i * n, n);
    }
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        double joint = (p[i * n + j] + p[j * n + i]) / (2.0 * n);
        p[i * n + j] = joint;
        p[j * n + i] = joint;
      }
    }
    return p;
  }

  /// Searches the precision beta whose probabilities exp(−beta·distance)/sum have the entropy
  /// wanted; point `i` is no neighbour of itself.
  private static void neighbourhood(double[] distances, int i, double entropy, double[] row) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int j = 0; j < distances.length; j++) {
      nearest = j == i ? nearest : Math.min(nearest, distances[j]);
    }
    double beta = 1;
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    for (int step = 0; step < STEPS; step++) {
      double excess = probabilities(distances, i, nearest, beta, row) - entropy;
      if (Math.abs(excess) < TOLERANCE) {
        return;
      }
      if (excess > 0) {
        low = beta;
        beta = Double.isInfinite(high) ? beta * 2 : (beta + high) / 2;
      } else {
        high = beta;
        beta = (beta + low) / 2;
      }
    }
  }

  /// Fills `row` and returns its entropy in nats.
  private static double probabilities(
      double[] distances, int i, double nearest, double beta, double[] row) {
    double sum = 0;
    double weighted = 0;
    for (int j = 0; j < row.length; j++) {
      double beyond = distances[j] - nearest; // keeps the largest exponential at 1
      row[j] = j == i ? 0 : Math.exp(-beta * beyond);
      sum += row[j];
      weighted += row[j] * beyond;
    }
    for (int j = 0; j < row.length; j++) {
      row[j] /= sum;
    }
    return Math.log(sum) + beta * weighted / sum;
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      double d = a[k] - b[k];
      sum += d * d;
    }
    return sum;
  }
}
