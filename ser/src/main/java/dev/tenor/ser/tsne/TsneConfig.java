package dev.tenor.ser.tsne;

import java.util.Locale;

/// Settings of t-SNE.
///
/// @param perplexity perplexity, about the number of neighbours; at most a third of the points
/// @param iterations gradient descent steps, the first 250 of them with early exaggeration
/// @param seed of the initial layout
public record TsneConfig(double perplexity, int iterations, long seed) {
  public TsneConfig {
    if (!(perplexity > 1) || Double.isInfinite(perplexity) || iterations < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "t-SNE: perplexity %s and %d iterations; give more than 1 and at least 1",
              perplexity,
              iterations));
    }
  }

  /// Perplexity 30, 1000 iterations.
  public static TsneConfig usual(long seed) {
    return new TsneConfig(30, 1000, seed);
  }
}
