package dev.tenor.ser.train;

import dev.tenor.ser.data.Batch;
import dev.tenor.ser.data.Example;
import java.util.Arrays;
import java.util.List;

/// How the label of an utterance becomes the target of the loss.
///
/// @param smoothing ε of label smoothing (Szegedy et al. 2016): the label's class gets 1 − ε + ε/K,
///   every other ε/K
/// @param focal whether the loss is focal, which needs targets
/// @param weights of every class, with mean 1 over the training set; null where all count the same
record Targets(int classes, double smoothing, boolean focal, double[] weights) {
  /// @param examples of the training set, of which balanced weights are computed
  static Targets of(TrainConfig config, List<Example> examples, int classes) {
    return new Targets(
        classes,
        config.labelSmoothing(),
        config.focal() > 0,
        config.classWeights() == TrainConfig.ClassWeights.BALANCED
            ? balanced(examples, classes)
            : null);
  }

  /// n / (K · nₖ), as scikit-learn's `balanced`.
  private static double[] balanced(List<Example> examples, int classes) {
    double[] weights = new double[classes];
    examples.forEach(example -> weights[example.label()]++);
    for (int k = 0; k < classes; k++) {
      weights[k] = weights[k] == 0 ? 0 : examples.size() / (classes * weights[k]);
    }
    return weights;
  }

  /// @param features [size · frames · mels]
  /// @param soft whether the batch needs targets even where labels would do
  Batch batch(float[] features, List<Example> examples, boolean soft) {
    float[] labels = new float[examples.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = examples.get(i).label();
    }
    if (!soft && !focal && smoothing == 0 && weights == null) {
      return new Batch(features, labels);
    }
    float[] targets = new float[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      int label = examples.get(i).label();
      double weight = weights == null ? 1 : weights[label];
      int at = i * classes;
      Arrays.fill(targets, at, at + classes, (float) (weight * smoothing / classes));
      targets[at + label] += (float) (weight * (1 - smoothing));
    }
    return new Batch(features, labels, targets);
  }
}
