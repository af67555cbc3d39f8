package dev.tenor.ser.stats;

import dev.tenor.engine.random.RandomStream;
import java.util.Arrays;
import java.util.Locale;

/// Fisher's permutation test of paired differences: under the null hypothesis that two systems are
/// exchangeable, the sign of each difference is random (Fisher, 1935).
///
/// @param meanDifference first minus second
/// @param pValue two-sided
/// @param exact whether all signs were tried; else 100 000 seeded draws
public record PairedPermutation(double meanDifference, double pValue, boolean exact) {
  private static final int EXACT_UP_TO = 18;
  private static final int DRAWS = 100_000;

  /// Differences that are equal but for rounding count as equal.
  private static final double ROUNDING = 1e-12;

  /// @param first a score of the first system on each unit, for example on each fold and seed
  /// @param second the same of the second
  /// @throws IllegalArgumentException if there are no pairs or the numbers differ
  public static PairedPermutation of(double[] first, double[] second, long seed) {
    if (first.length != second.length || first.length == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "paired permutation: %d and %d scores; give the same number, at least one",
              first.length,
              second.length));
    }
    double[] differences = new double[first.length];
    Arrays.setAll(differences, i -> first[i] - second[i]);
    double sum = Arrays.stream(differences).sum();
    double scale = Arrays.stream(differences).map(Math::abs).sum();
    double limit = Math.abs(sum) - ROUNDING * scale;
    boolean exact = differences.length <= EXACT_UP_TO;
    double p = exact ? exactly(differences, limit) : drawn(differences, limit, seed);
    return new PairedPermutation(sum / differences.length, p, exact);
  }

  private static double exactly(double[] differences, double limit) {
    int all = 1 << differences.length;
    int extreme = 0;
    for (int signs = 0; signs < all; signs++) {
      double sum = 0;
      for (int i = 0; i < differences.length; i++) {
        sum += (signs >> i & 1) == 0 ? differences[i] : -differences[i];
      }
      extreme += Math.abs(sum) >= limit ? 1 : 0;
    }
    return (double) extreme / all;
  }

  /// The observed signs count as one of the draws, so that p is never 0.
  private static double drawn(double[] differences, double limit, long seed) {
    RandomStream random = RandomStream.of(seed, "paired permutation");
    int extreme = 1;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (double difference : differences) {
        sum += random.nextInt() < 0 ? -difference : difference;
      }
      extreme += Math.abs(sum) >= limit ? 1 : 0;
    }
    return (double) extreme / (DRAWS + 1);
  }
}
