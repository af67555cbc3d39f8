package dev.tenor.ser.baseline;

import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import java.io.IOException;

/// A fitted [Svm]: for each pair of classes the decision value Σ coefficient · exp(−γ |x −
/// vector|²)
/// + offset, which is positive for the first of them.
///
/// LIBSVM's own probabilities (Platt scaling) come from a cross-validation in random order. Here
/// they are the softmax of a score per class, and are not calibrated: the votes of all pairs for
/// the class + s / (3 (|s| + 1)), where s is the sum of its decision values. The order of the
/// classes is that of scikit-learn's `decision_function`.
///
/// @param vectors `[n][d]`
/// @param coefficients `[classes (classes − 1) / 2][n]`, the pairs being 0-1, 0-2, … 1-2, …; 0
///   where a vector is of neither class
/// @param offsets `[classes (classes − 1) / 2]`
record SupportVectors(
    float[] vectors, float[] coefficients, float[] offsets, float gamma, int classes)
    implements Learner.Fitted {
  private static final String VECTORS = "support_vectors";
  private static final String COEFFICIENTS = "coefficients";
  private static final String OFFSETS = "offsets";
  private static final String GAMMA = "gamma";

  /// The place of the pair of classes a < b.
  static int pair(int a, int b, int classes) {
    return a * (2 * classes - a - 1) / 2 + b - a - 1;
  }

  @Override
  public float[] probabilities(float[] x) {
    double[] kernel = kernel(x);
    double[] votes = new double[classes];
    double[] sums = new double[classes];
    for (int a = 0; a < classes; a++) {
      for (int b = a + 1; b < classes; b++) {
        int pair = pair(a, b, classes);
        double decision = offsets[pair];
        for (int s = 0; s < kernel.length; s++) {
          decision += coefficients[pair * kernel.length + s] * kernel[s];
        }
        votes[decision > 0 ? a : b]++;
        sums[a] += decision;
        sums[b] -= decision;
      }
    }
    double[] shares = new double[classes];
    double total = 0;
    for (int k = 0; k < classes; k++) {
      double score = votes[k] + sums[k] / (3 * (Math.abs(sums[k]) + 1));
      shares[k] = Math.exp(score - classes);
      total += shares[k];
    }
    float[] probabilities = new float[classes];
    for (int k = 0; k < classes; k++) {
      probabilities[k] = (float) (shares[k] / total);
    }
    return probabilities;
  }

  private double[] kernel(float[] x) {
    double[] kernel = new double[vectors.length / x.length];
    for (int s = 0; s < kernel.length; s++) {
      double squares = 0;
      for (int i = 0; i < x.length; i++) {
        double step = x[i] - vectors[s * x.length + i];
        squares += step * step;
      }
      kernel[s] = Math.exp(-gamma * squares);
    }
    return kernel;
  }

  @Override
  public void save(SafetensorsWriter writer) {
    int n = coefficients.length / offsets.length;
    writer.add(VECTORS, new int[] {n, vectors.length / n}, vectors);
    writer.add(COEFFICIENTS, new int[] {offsets.length, n}, coefficients);
    writer.add(OFFSETS, new int[] {offsets.length}, offsets);
    writer.add(GAMMA, new int[0], new float[] {gamma});
  }

  static SupportVectors load(Safetensors file, int dim, int classes) throws IOException {
    float[] vectors = Tensors.floats(file, VECTORS, -1, dim);
    int pairs = classes * (classes - 1) / 2;
    return new SupportVectors(
        vectors,
        Tensors.floats(file, COEFFICIENTS, pairs, vectors.length / dim),
        Tensors.floats(file, OFFSETS, pairs),
        Tensors.floats(file, GAMMA)[0],
        classes);
  }
}
