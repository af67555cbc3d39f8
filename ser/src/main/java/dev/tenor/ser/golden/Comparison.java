package dev.tenor.ser.golden;

import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.tensor.Nmse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Collects the checks of one golden file.
final class Comparison {
  /// The bounds of the golden files' README.
  static final double OUTPUT_NMSE = 1e-9;

  static final double GRADIENT_NMSE = 1e-7;
  static final double DECIBELS = 1e-3;

  private final Safetensors file;
  private final List<GoldenCheck> checks = new ArrayList<>();

  Comparison(Safetensors file) {
    this.file = file;
  }

  List<GoldenCheck> checks() {
    return checks;
  }

  void nmse(String tensor, float[] actual, double tolerance) throws FormatException {
    checks.add(
        new GoldenCheck(tensor, Metric.NMSE, Nmse.of(actual, expected(tensor, actual)), tolerance));
  }

  void decibels(String tensor, float[] actual) throws FormatException {
    double error = largestDifference(actual, expected(tensor, actual));
    checks.add(new GoldenCheck(tensor, Metric.DECIBELS, error, DECIBELS));
  }

  /// NMSE of all elements but those of `exempt`, which must be within `bound` of the golden ones.
  void nmseExcept(String tensor, float[] actual, Range exempt, double bound)
      throws FormatException {
    float[] expected = expected(tensor, actual);
    if (exempt.length() < actual.length) {
      double nmse = Nmse.of(exempt.outside(actual), exempt.outside(expected));
      checks.add(new GoldenCheck(tensor, Metric.NMSE, nmse, GRADIENT_NMSE));
    }
    if (exempt.length() > 0) {
      double error = largestDifference(exempt.inside(actual), exempt.inside(expected));
      checks.add(new GoldenCheck(tensor, Metric.ABSOLUTE, error, bound));
    }
  }

  private float[] expected(String tensor, float[] actual) throws FormatException {
    float[] expected = file.floats(tensor);
    if (expected.length != actual.length) {
      throw new FormatException(
          file.path(),
          "'"
              + tensor
              + "' "
              + Arrays.toString(file.shape(tensor))
              + " has "
              + expected.length
              + " values, computed were "
              + actual.length,
          "check the inputs' shapes and the metadata");
    }
    return expected;
  }

  private static double largestDifference(float[] actual, float[] expected) {
    double largest = 0;
    for (int i = 0; i < actual.length; i++) {
      largest = Math.max(largest, Math.abs((double) actual[i] - expected[i])); // NaN stays NaN
    }
    return largest;
  }
}
