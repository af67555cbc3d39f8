package dev.tenor.engine.ops;

import dev.tenor.engine.tensor.Tensor;

/// What a cross-entropy weighs and how it is reduced: PyTorch's settings, and its defaults.
///
/// ```java
/// CrossEntropyOptions options = CrossEntropyOptions.DEFAULT.withLabelSmoothing(0.1f);
/// Tensor loss = Losses.crossEntropy(pass, logits, labels, options);
/// ```
///
/// @param classWeights `[K]`, a factor for the loss of each class; null for 1
/// @param labelSmoothing ε: every class gets ε/K of the target (Szegedy et al. 2016)
/// @param ignoredLabel rows with this label count as if they were not there
/// @param reduction how the losses of the rows become one
public record CrossEntropyOptions(
    Tensor classWeights, float labelSmoothing, int ignoredLabel, Losses.Reduction reduction) {
  /// No weights, no smoothing, label −100 ignored, the mean.
  public static final CrossEntropyOptions DEFAULT =
      new CrossEntropyOptions(null, 0, -100, Losses.Reduction.MEAN);

  /// @throws IllegalArgumentException unless 0 ≤ labelSmoothing ≤ 1, or if the weights require a
  ///   gradient
  public CrossEntropyOptions {
    if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
      throw new IllegalArgumentException(
          "cross_entropy: label smoothing " + labelSmoothing + " is not in [0, 1]");
    }
    if (classWeights != null) {
      Checks.noGradient("cross_entropy", "class weights", classWeights);
    }
  }

  public CrossEntropyOptions withClassWeights(Tensor weights) {
    return new CrossEntropyOptions(weights, labelSmoothing, ignoredLabel, reduction);
  }

  public CrossEntropyOptions withLabelSmoothing(float smoothing) {
    return new CrossEntropyOptions(classWeights, smoothing, ignoredLabel, reduction);
  }

  public CrossEntropyOptions withIgnoredLabel(int label) {
    return new CrossEntropyOptions(classWeights, labelSmoothing, label, reduction);
  }

  public CrossEntropyOptions withReduction(Losses.Reduction way) {
    return new CrossEntropyOptions(classWeights, labelSmoothing, ignoredLabel, way);
  }
}
