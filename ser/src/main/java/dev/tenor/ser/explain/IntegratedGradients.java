package dev.tenor.ser.explain;

import java.util.Arrays;

/// Integrated gradients (Sundararajan, Taly and Yan 2017): how much each input value adds to a
/// logit on the straight way from a baseline b to the input x,
///
/// aᵢ = (xᵢ − bᵢ) · ∫₀¹ ∂f(b + α(x − b))/∂xᵢ dα,
///
/// by the midpoint rule. The sum of all is f(x) − f(b), but for the error of the rule, which
/// [#error] tells.
///
/// The baseline is zero, which is the mean of the training data in every mel bin and every measure
/// of the voice: an utterance of which nothing is remarkable.
///
/// @param attributions as the input, [frames · columns]
/// @param logit f(x)
/// @param baselineLogit f(b)
/// @param steps of the midpoint rule
public record IntegratedGradients(
    float[] attributions, double logit, double baselineLogit, int steps) {
  /// Relative to the difference of the logits; more steps are taken until the error is below.
  public static final double TOLERANCE = 0.01;

  private static final int FEWEST = 64;
  private static final int MOST = 2048;
  private static final int BATCH = 16;

  /// With as many steps as keep the error below [#TOLERANCE]: 64, 128, … at most 2048.
  ///
  /// @param input [frames · columns], standardised
  static IntegratedGradients of(OpenNetwork network, float[] input, int label) {
    IntegratedGradients result = of(network, input, label, FEWEST);
    while (result.error() > TOLERANCE && result.steps() < MOST) {
      result = of(network, input, label, 2 * result.steps());
    }
    return result;
  }

  /// With a given number of steps.
  ///
  /// @throws IllegalArgumentException if it is not positive
  static IntegratedGradients of(OpenNetwork network, float[] input, int label, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("integrated gradients: " + steps + " steps, at least 1");
    }
    double[] sums = new double[input.length];
    for (int from = 0; from < steps; from += BATCH) {
      int size = Math.min(BATCH, steps - from);
      float[] points = new float[size * input.length];
      for (int i = 0; i < points.length; i++) {
        double alpha = (from + i / input.length + 0.5) / steps;
        points[i] = (float) (alpha * input[i % input.length]);
      }
      float[] gradients = network.gradients(points, size, label).values();
      for (int i = 0; i < gradients.length; i++) {
        sums[i % input.length] += gradients[i];
      }
    }
    float[] attributions = new float[input.length];
    for (int i = 0; i < input.length; i++) {
      attributions[i] = (float) (input[i] * sums[i] / steps);
    }
    float[] ends = Arrays.copyOf(input, 2 * input.length); // the input and the baseline
    float[][] logits = network.logits(ends, 2);
    return new IntegratedGradients(attributions, logits[0][label], logits[1][label], steps);
  }

  /// f(x) − f(b), what is to be explained.
  public double difference() {
    return logit - baselineLogit;
  }

  /// The sum of all attributions.
  public double sum() {
    double sum = 0;
    for (float a : attributions) {
      sum += a;
    }
    return sum;
  }

  /// How far the sum is from the difference, relative to it.
  public double error() {
    double missing = Math.abs(sum() - difference());
    return missing == 0 ? 0 : missing / Math.abs(difference());
  }

  /// The sum over some columns of all frames.
  ///
  /// @param from the first of them
  /// @param to after the last
  /// @param columns of a frame
  double sum(int from, int to, int columns) {
    double sum = 0;
    for (int row = 0; row < attributions.length; row += columns) {
      for (int c = from; c < to; c++) {
        sum += attributions[row + c];
      }
    }
    return sum;
  }
}
