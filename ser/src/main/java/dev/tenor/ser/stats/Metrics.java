package dev.tenor.ser.stats;

import java.util.Arrays;
import java.util.List;

/// The scores of predictions against labels.
///
/// @param labels the classes, in the order of the confusion matrix
/// @param confusion [true class][predicted class], numbers of utterances
/// @param loss the mean cross-entropy
public record Metrics(List<String> labels, int[][] confusion, double loss) {
  /// Counts predictions.
  ///
  /// @param truth the true class numbers
  /// @param predicted the predicted ones, in the same order
  public static Metrics of(List<String> labels, int[] truth, int[] predicted, double loss) {
    int[][] confusion = new int[labels.size()][labels.size()];
    for (int i = 0; i < truth.length; i++) {
      confusion[truth[i]][predicted[i]]++;
    }
    return new Metrics(labels, confusion, loss);
  }

  public int count() {
    return Arrays.stream(confusion).flatMapToInt(Arrays::stream).sum();
  }

  /// WA, "weighted accuracy": the share of utterances that are right.
  public double wa() {
    int right = 0;
    for (int k = 0; k < confusion.length; k++) {
      right += confusion[k][k];
    }
    return ratio(right, count());
  }

  /// UA, "unweighted accuracy": the mean of the recalls of all classes that occur.
  public double ua() {
    double sum = 0;
    int present = 0;
    for (int k = 0; k < confusion.length; k++) {
      if (Arrays.stream(confusion[k]).sum() > 0) {
        sum += recall(k);
        present++;
      }
    }
    return present == 0 ? 0 : sum / present;
  }

  /// The mean of the F1 scores of all classes; a class that neither occurs nor is predicted counts
  /// as 0 (scikit-learn's macro average).
  public double macroF1() {
    double sum = 0;
    for (int k = 0; k < confusion.length; k++) {
      int actual = Arrays.stream(confusion[k]).sum();
      sum += ratio(2 * confusion[k][k], actual + predicted(k));
    }
    return sum / confusion.length;
  }

  /// The share of class k that is found.
  public double recall(int k) {
    return ratio(confusion[k][k], Arrays.stream(confusion[k]).sum());
  }

  /// The share of predictions of class k that are right.
  public double precision(int k) {
    return ratio(confusion[k][k], predicted(k));
  }

  /// The WA of always answering the most frequent class: what a score must beat.
  public double majorityWa() {
    int most = Arrays.stream(confusion).mapToInt(row -> Arrays.stream(row).sum()).max().orElse(0);
    return ratio(most, count());
  }

  private int predicted(int k) {
    return Arrays.stream(confusion).mapToInt(row -> row[k]).sum();
  }

  private static double ratio(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
