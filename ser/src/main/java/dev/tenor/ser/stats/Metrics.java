package dev.tenor.ser.stats;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// The scores of predictions against labels. All averages over classes are taken here, over the
/// classes that are present, which are those that occur in the truth; the scores of baselines use
/// these same functions. A score of no utterance is NaN.
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

  /// WA, "weighted accuracy": the proportion of correct predictions.
  public double wa() {
    int right = 0;
    for (int k = 0; k < confusion.length; k++) {
      right += confusion[k][k];
    }
    return ratio(right, count());
  }

  /// UA, "unweighted accuracy": the mean of the recalls of the classes that are present, as
  /// scikit-learn's `balanced_accuracy_score`. Chance, or always predicting one of them, scores 1
  /// over their number.
  public double ua() {
    return meanOfPresent(this::recall);
  }

  /// The mean of the F1 scores of the classes that are present; a prediction of a class that is
  /// absent still counts against the class that it should have been.
  public double macroF1() {
    return meanOfPresent(k -> ratio(2 * confusion[k][k], actual(k) + predicted(k)));
  }

  /// The one average over classes.
  private double meanOfPresent(IntToDoubleFunction score) {
    return IntStream.range(0, confusion.length)
        .filter(this::isPresent)
        .mapToDouble(score)
        .average()
        .orElse(Double.NaN);
  }

  /// Whether class k occurs in the truth.
  public boolean isPresent(int k) {
    return actual(k) > 0;
  }

  /// The classes of which there is no utterance: no average counts them.
  public List<String> absent() {
    return IntStream.range(0, confusion.length)
        .filter(k -> !isPresent(k))
        .mapToObj(labels::get)
        .toList();
  }

  /// The recall of class k; NaN where it is absent.
  public double recall(int k) {
    return share(k, k);
  }

  /// The proportion of class `truth` that was predicted as `predicted`; NaN where it is absent.
  public double share(int truth, int predicted) {
    return ratio(confusion[truth][predicted], actual(truth));
  }

  /// The scores of always predicting the most frequent true class, the first on a tie.
  public Metrics majority() {
    int most = 0;
    for (int k = 1; k < confusion.length; k++) {
      most = actual(k) > actual(most) ? k : most;
    }
    int[][] constant = new int[confusion.length][confusion.length];
    for (int k = 0; k < confusion.length; k++) {
      constant[k][most] = actual(k);
    }
    return new Metrics(labels, constant, Double.NaN);
  }

  private int actual(int k) {
    return Arrays.stream(confusion[k]).sum();
  }

  private int predicted(int k) {
    return Arrays.stream(confusion).mapToInt(row -> row[k]).sum();
  }

  private static double ratio(int part, int whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
