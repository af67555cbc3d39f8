package dev.tenor.ser.stats;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// How well one class is told from all others by its probability (one-vs-rest): the points of its
/// ROC and precision-recall curves. A point for each threshold, from none that is called positive
/// to all; utterances of the same probability cross the threshold together.
///
/// @param truePositives at each threshold, likewise `falsePositives`; both begin with 0
public record Ranking(int[] truePositives, int[] falsePositives) {
  /// @param scores higher ones are more probably positive; not NaN
  public static Ranking of(double[] scores, boolean[] positive) {
    if (scores.length != positive.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "ranking: %d scores and %d labels", scores.length, positive.length));
    }
    List<Integer> order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
            .toList();
    IntStream.Builder hits = IntStream.builder().add(0);
    IntStream.Builder alarms = IntStream.builder().add(0);
    int hit = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      hit += positive[order.get(rank)] ? 1 : 0;
      boolean tie =
          rank + 1 < order.size() && scores[order.get(rank + 1)] == scores[order.get(rank)];
      if (!tie) {
        hits.add(hit);
        alarms.add(rank + 1 - hit);
      }
    }
    return new Ranking(hits.build().toArray(), alarms.build().toArray());
  }

  /// Of class k of some predictions.
  public static Ranking of(Predictions predictions, int k) {
    int n = predictions.size();
    double[] scores =
        IntStream.range(0, n).mapToDouble(i -> predictions.probabilities()[i][k]).toArray();
    boolean[] positive = new boolean[n];
    for (int i = 0; i < n; i++) {
      positive[i] = predictions.truth()[i] == k;
    }
    return of(scores, positive);
  }

  private int positives() {
    return truePositives[truePositives.length - 1];
  }

  private int negatives() {
    return falsePositives[falsePositives.length - 1];
  }

  /// Whether there are both kinds; without, neither area is defined.
  public boolean isDefined() {
    return positives() > 0 && negatives() > 0;
  }

  /// The share of the positives above each threshold: the recall.
  public double[] recall() {
    return IntStream.of(truePositives).mapToDouble(t -> (double) t / positives()).toArray();
  }

  /// The share of the negatives above each threshold.
  public double[] falsePositiveRate() {
    return IntStream.of(falsePositives).mapToDouble(f -> (double) f / negatives()).toArray();
  }

  /// The share of the positives among all above each threshold; 1 where there is none above.
  public double[] precision() {
    return IntStream.range(0, truePositives.length)
        .mapToDouble(i -> {
          int all = truePositives[i] + falsePositives[i];
          return all == 0 ? 1 : (double) truePositives[i] / all;
        })
        .toArray();
  }

  /// The area under the ROC curve, by trapezoids: the probability that a positive has a higher
  /// score than a negative, half of it on a tie (Hanley and McNeil, 1982). NaN where undefined.
  public double auc() {
    if (!isDefined()) {
      return Double.NaN;
    }
    double area = 0;
    for (int i = 1; i < truePositives.length; i++) {
      area +=
          (falsePositives[i] - falsePositives[i - 1])
              * (truePositives[i] + truePositives[i - 1])
              / 2.0;
    }
    return area / positives() / negatives();
  }

  /// The average precision as scikit-learn computes it, Σ (Rᵢ − Rᵢ₋₁) Pᵢ: no interpolation, which
  /// would be optimistic. NaN where undefined.
  public double averagePrecision() {
    if (!isDefined()) {
      return Double.NaN;
    }
    double sum = 0;
    double[] precision = precision();
    for (int i = 1; i < truePositives.length; i++) {
      sum += (truePositives[i] - truePositives[i - 1]) * precision[i];
    }
    return sum / positives();
  }
}
