package dev.tenor.ser.stats;

/// Argmax and accuracy of logits.
public final class Scores {
  private Scores() {}

  /// The class with the highest value in row `row` of values [rows, classes]; the first on a tie.
  public static int argmax(float[] values, int row, int classes) {
    int best = 0;
    for (int k = 1; k < classes; k++) {
      if (values[row * classes + k] > values[row * classes + best]) {
        best = k;
      }
    }
    return best;
  }

  /// The number of rows whose argmax is their label.
  public static int right(float[] values, float[] labels, int classes) {
    int right = 0;
    for (int row = 0; row < labels.length; row++) {
      right += argmax(values, row, classes) == (int) labels[row] ? 1 : 0;
    }
    return right;
  }
}
