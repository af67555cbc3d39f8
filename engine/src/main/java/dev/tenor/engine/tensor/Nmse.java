package dev.tenor.engine.tensor;

/// The normalised mean squared error, ‖actual − expected‖² / ‖expected‖²: how far two computations
/// of the same thing are apart, whatever its scale.
public final class Nmse {
  private Nmse() {}

  /// 0 for equal arrays; +∞ if they differ where `expected` is all zero, or if a value is NaN or
  /// infinite in only one of them.
  ///
  /// @throws IllegalArgumentException if the lengths differ
  public static double of(float[] actual, float[] expected) {
    if (actual.length != expected.length) {
      throw new IllegalArgumentException(
          "nmse: " + actual.length + " values against " + expected.length);
    }
    double error = 0;
    double norm = 0;
    for (int i = 0; i < actual.length; i++) {
      if (Float.compare(actual[i], expected[i]) == 0) {
        norm += Float.isFinite(expected[i]) ? (double) expected[i] * expected[i] : 0;
        continue;
      }
      if (!Float.isFinite(actual[i]) || !Float.isFinite(expected[i])) {
        return Double.POSITIVE_INFINITY;
      }
      double difference = (double) actual[i] - expected[i];
      error += difference * difference;
      norm += (double) expected[i] * expected[i];
    }
    return error == 0 ? 0 : error / norm;
  }
}
