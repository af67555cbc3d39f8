package dev.tenor.ser.tsne;

import dev.tenor.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Exact t-SNE (van der Maaten and Hinton, 2008): gradient descent with momentum and gains, the
/// attraction exaggerated at first. Every pair of points is computed, n² work per step, in one
/// thread and a fixed order: the same seed returns the same bytes. Good for some thousands of
/// points.
public final class Tsne {
  private static final int EXAGGERATED = 250;
  private static final double EXAGGERATION = 12;
  private static final double START_SD = 1e-4;
  private static final double MIN_GAIN = 0.01;
  private static final int REPORT_EVERY = 50;

  private final TsneConfig config;
  private final int n;
  private final double[] p;
  private final double[] y; // [n][2]
  private final double[] velocity;
  private final double[] gains;
  private final double[] gradient;

  private Tsne(double[][] points, TsneConfig config) {
    this.config = config;
    n = points.length;
    p = Affinities.of(points, Math.min(config.perplexity(), (n - 1) / 3.0));
    y = new double[2 * n];
    velocity = new double[2 * n];
    gains = new double[2 * n];
    gradient = new double[2 * n];
    Arrays.fill(gains, 1);
    RandomStream random = RandomStream.of(config.seed(), "t-SNE");
    Arrays.setAll(y, _ -> START_SD * random.nextGaussian());
  }

  /// A layout.
  ///
  /// @param points `[n][2]`
  /// @param divergence Kullback–Leibler divergence after every 50 steps, the last one at the end
  public record Layout(double[][] points, List<Double> divergence) {}

  /// Computes a layout in two dimensions.
  ///
  /// @param points `[n][d]`, n ≥ 4, finite
  /// @throws IllegalArgumentException if there are too few points or they are not numbers
  public static Layout layout(double[][] points, TsneConfig config) {
    if (points.length < 4) {
      throw new IllegalArgumentException("t-SNE: needs at least 4 points, has " + points.length);
    }
    for (double[] point : points) {
      if (point.length != points[0].length || !Arrays.stream(point).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "t-SNE: every point needs the same number of finite values");
      }
    }
    return new Tsne(points, config).run();
  }

  private Layout run() {
    List<Double> divergence = new ArrayList<>();
    double rate = Math.max(n / EXAGGERATION / 4, 50); // Belkina et al., 2019
    for (int step = 1; step <= config.iterations(); step++) {
      boolean early = step <= EXAGGERATED;
      double kl = gradient(early ? EXAGGERATION : 1);
      descend(rate, early ? 0.5 : 0.8);
      if (step % REPORT_EVERY == 0 || step == config.iterations()) {
        divergence.add(kl);
      }
    }
    double[][] points = new double[n][];
    Arrays.setAll(points, i -> new double[] {y[2 * i], y[2 * i + 1]});
    return new Layout(points, divergence);
  }

  /// dC/dy_i = 4 Σ_j (p_ij − q_ij) (y_i − y_j) / (1 + |y_i − y_j|²), with q the normalised 1 / (1 +
  /// |y_i − y_j|²).
  ///
  /// @return the divergence Σ p log(p/q), of the probabilities that are not exaggerated
  private double gradient(double exaggeration) {
    double total = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        total += 2 * kernel(i, j);
      }
    }
    Arrays.fill(gradient, 0);
    double kl = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double kernel = kernel(i, j);
        double pij = p[i * n + j];
        double force = 4 * (exaggeration * pij - kernel / total) * kernel;
        double dx = force * (y[2 * i] - y[2 * j]);
        double dy = force * (y[2 * i + 1] - y[2 * j + 1]);
        gradient[2 * i] += dx;
        gradient[2 * i + 1] += dy;
        gradient[2 * j] -= dx;
        gradient[2 * j + 1] -= dy;
        kl += pij > 0 ? 2 * pij * Math.log(pij * total / kernel) : 0;
      }
    }
    return kl;
  }

  private double kernel(int i, int j) {
    double dx = y[2 * i] - y[2 * j];
    double dy = y[2 * i + 1] - y[2 * j + 1];
    return 1 / (1 + dx * dx + dy * dy);
  }

  private void descend(double rate, double momentum) {
    double[] mean = new double[2];
    for (int k = 0; k < y.length; k++) {
      boolean turned = gradient[k] > 0 != velocity[k] > 0;
      gains[k] = Math.max(MIN_GAIN, turned ? gains[k] + 0.2 : gains[k] * 0.8);
      velocity[k] = momentum * velocity[k] - rate * gains[k] * gradient[k];
      y[k] += velocity[k];
      mean[k % 2] += y[k] / n;
    }
    for (int k = 0; k < y.length; k++) {
      y[k] -= mean[k % 2];
    }
  }
}
