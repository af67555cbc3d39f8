package dev.tenor.ser.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// The predictions of a system for some utterances.
///
/// @param labels the classes
/// @param keys the utterances
/// @param truth the true class number of each
/// @param probabilities [utterance][class]
public record Predictions(
    List<String> labels, List<String> keys, int[] truth, float[][] probabilities) {
  private static final double SMALLEST = 1e-30;

  public Predictions {
    labels = List.copyOf(labels);
    keys = List.copyOf(keys);
    if (keys.size() != truth.length || keys.size() != probabilities.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "predictions: %d keys, %d labels, %d answers",
              keys.size(),
              truth.length,
              probabilities.length));
    }
  }

  public int size() {
    return truth.length;
  }

  /// The most probable class of each utterance; the first on a tie.
  public int[] predicted() {
    int[] predicted = new int[size()];
    for (int i = 0; i < predicted.length; i++) {
      float[] row = probabilities[i];
      for (int k = 1; k < row.length; k++) {
        if (row[k] > row[predicted[i]]) {
          predicted[i] = k;
        }
      }
    }
    return predicted;
  }

  /// Which utterances are predicted correctly.
  public boolean[] right() {
    int[] predicted = predicted();
    boolean[] right = new boolean[predicted.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = predicted[i] == truth[i];
    }
    return right;
  }

  /// The scores, with the mean cross-entropy; NaN where there is no utterance.
  public Metrics metrics() {
    double loss = 0;
    for (int i = 0; i < size(); i++) {
      loss -= Math.log(Math.max(SMALLEST, probabilities[i][truth[i]]));
    }
    return Metrics.of(labels, truth, predicted(), loss / size());
  }

  /// The scores of the most probable of some classes; the loss is NaN.
  ///
  /// @param classes labels, at least one of [#labels]
  public Metrics metricsAmong(Set<String> classes) {
    int[] predicted = new int[size()];
    for (int i = 0; i < predicted.length; i++) {
      float[] row = probabilities[i];
      predicted[i] =
          IntStream.range(0, row.length)
              .filter(k -> classes.contains(labels.get(k)))
              .reduce((best, k) -> row[k] > row[best] ? k : best)
              .orElseThrow();
    }
    return Metrics.of(labels, truth, predicted, Double.NaN);
  }

  /// The predictions for some of the utterances.
  public Predictions only(Predicate<String> wanted) {
    int[] kept = IntStream.range(0, size()).filter(i -> wanted.test(keys.get(i))).toArray();
    return new Predictions(
        labels,
        IntStream.of(kept).mapToObj(keys::get).toList(),
        IntStream.of(kept).map(i -> truth[i]).toArray(),
        IntStream.of(kept).mapToObj(i -> probabilities[i]).toArray(float[][]::new));
  }

  /// The predictions of several folds together, in the order of the keys; an utterance may occur
  /// more than once, for instance with several seeds.
  ///
  /// @throws IllegalArgumentException if the labels differ or there is none
  public static Predictions pooled(List<Predictions> parts) {
    List<String> labels = parts.isEmpty() ? List.of() : parts.getFirst().labels();
    record Answer(String key, int truth, float[] probabilities) {}
    List<Answer> answers = new ArrayList<>();
    for (Predictions part : parts) {
      if (!part.labels().equals(labels)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "predictions: labels %s and %s cannot be pooled",
                labels,
                part.labels()));
      }
      for (int i = 0; i < part.size(); i++) {
        answers.add(new Answer(part.keys().get(i), part.truth()[i], part.probabilities()[i]));
      }
    }
    answers.sort(Comparator.comparing(Answer::key));
    return new Predictions(
        labels,
        answers.stream().map(Answer::key).toList(),
        answers.stream().mapToInt(Answer::truth).toArray(),
        answers.stream().map(Answer::probabilities).toArray(float[][]::new));
  }
}
