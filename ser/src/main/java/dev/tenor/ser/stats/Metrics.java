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

  /// The scores of several sets of utterances together; the loss is NaN.
  ///
  /// @param parts of the same classes, at least one
  public static Metrics pooled(List<Metrics> parts) {
    int classes = parts.getFirst().labels().size();
    int[][] sum = new int[classes][classes];
    for (Metrics part : parts) {
      for (int i = 0; i < classes; i++) {
        for (int j = 0; j < classes; j++) {
          sum[i][j] += part.confusion[i][j];
        }
      }
    }
    return new Metrics(parts.getFirst().labels(), sum, Double.NaN);
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
    return meanOfPresent(this::f1);
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

  /// The precision of class k: the proportion of right ones among its predictions; NaN where it is
  /// never predicted.
  public double precision(int k) {
    return ratio(confusion[k][k], predicted(k));
  }

  /// The F1 score of class k, the harmonic mean of precision and recall; 0 where it is never
  /// predicted or never right, NaN where it is neither there nor predicted.
  public double f1(int k) {
    return ratio(2 * confusion[k][k], actual(k) + predicted(k));
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

  /// How many utterances of class k there are.
  public int actual(int k) {
    return Arrays.stream(confusion[k]).sum();
  }

  /// How often class k was predicted.
  public int predicted(int k) {
    return Arrays.stream(confusion).mapToInt(row -> row[k]).sum();
  }

  private static double ratio(int part, int whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
