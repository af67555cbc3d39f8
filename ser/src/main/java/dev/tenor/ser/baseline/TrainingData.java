package dev.tenor.ser.baseline;

import java.util.Arrays;
import java.util.Locale;

/// Checked examples.
///
/// @param x `[n][d]`
/// @param y class numbers, `[n]`
record TrainingData(float[][] x, int[] y, int classes) {
  /// @throws IllegalArgumentException as [Learner#fit] says
  TrainingData {
    if (classes < 2 || x.length != y.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "baseline: %d examples, %d labels, %d classes; give a label each and at least 2 classes",
              x.length,
              y.length,
              classes));
    }
    for (int k = 0; k < classes; k++) {
      if (count(y, k) == 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "baseline: class %d of %d has no example among %d; give it some or leave it out",
                k,
                classes,
                y.length));
      }
    }
    for (int i = 0; i < x.length; i++) {
      if (y[i] < 0 || y[i] >= classes || x[i].length != x[0].length) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "baseline: example %d is of class %d with %d values,"
                    + " must be of class 0 … %d with %d values",
                i,
                y[i],
                x[i].length,
                classes - 1,
                x[0].length));
      }
    }
  }

  private static int count(int[] y, int k) {
    return (int) Arrays.stream(y).filter(label -> label == k).count();
  }

  /// How many values an example has.
  int dim() {
    return x[0].length;
  }

  /// The labels as the libraries take them.
  double[] labels() {
    return Arrays.stream(y).asDoubleStream().toArray();
  }

  /// 0 … classes − 1.
  int[] classNumbers() {
    int[] numbers = new int[classes];
    Arrays.setAll(numbers, k -> k);
    return numbers;
  }

  /// n / (classes · examples of the class), scikit-learn's `balanced`.
  double[] weights() {
    double[] weights = new double[classes];
    Arrays.setAll(weights, k -> (double) y.length / (classes * count(y, k)));
    return weights;
  }

  /// The variance of all values together.
  double variance() {
    double mean = 0;
    for (float[] row : x) {
      for (float value : row) {
        mean += value;
      }
    }
    double values = (double) x.length * dim();
    mean /= values;
    double sum = 0;
    for (float[] row : x) {
      for (float value : row) {
        sum += (value - mean) * (value - mean);
      }
    }
    return sum / values;
  }
}
