package dev.tenor.ser.baseline;

import java.util.Arrays;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/// A support vector machine with an RBF kernel, LIBSVM's: C = 3, gamma = 1 / (d · variance of all
/// values) as scikit-learn's `scale`, weights of the classes as its `balanced`.
///
/// LIBSVM's own probabilities (Platt scaling) come from a cross-validation in random order. Here
/// they are shares of the votes of all pairs of classes, and are not calibrated: votes of a class +
/// s / (3 (|s| + 1)) + 1/3, where s is the sum of its decision values, over the sum of these. The
/// order of the classes is that of scikit-learn's `decision_function`.
public final class Svm implements Learner {
  private static final double C = 3;
  private static final double TOLERANCE = 1e-3;
  private static final double CACHE_MIB = 100;

  static {
    svm.svm_set_print_string_function(_ -> {}); // stdout holds results alone
  }

  @Override
  public String name() {
    return "SVM";
  }

  @Override
  public Fitted fit(float[][] x, int[] y, int classes) {
    TrainingData data = new TrainingData(x, y, classes);
    svm_problem problem = new svm_problem();
    problem.l = x.length;
    problem.x = Arrays.stream(x).map(Svm::nodes).toArray(svm_node[][]::new);
    problem.y = data.labels();
    svm_model model = svm.svm_train(problem, parameters(data));
    return row -> probabilities(model, row);
  }

  private static svm_parameter parameters(TrainingData data) {
    svm_parameter parameters = new svm_parameter();
    parameters.svm_type = svm_parameter.C_SVC;
    parameters.kernel_type = svm_parameter.RBF;
    double variance = data.variance();
    parameters.gamma = variance == 0 ? 1 : 1 / (data.dim() * variance);
    parameters.C = C;
    parameters.eps = TOLERANCE;
    parameters.cache_size = CACHE_MIB;
    parameters.shrinking = 1;
    parameters.nr_weight = data.classes();
    parameters.weight_label = data.classNumbers();
    parameters.weight = data.weights();
    return parameters;
  }

  private static svm_node[] nodes(float[] row) {
    svm_node[] nodes = new svm_node[row.length];
    for (int i = 0; i < row.length; i++) {
      nodes[i] = new svm_node();
      nodes[i].index = i + 1;
      nodes[i].value = row[i];
    }
    return nodes;
  }

  private static float[] probabilities(svm_model model, float[] row) {
    int classes = model.nr_class;
    double[] decisions = new double[classes * (classes - 1) / 2];
    svm.svm_predict_values(model, nodes(row), decisions);
    double[] votes = new double[classes];
    double[] sums = new double[classes];
    int pair = 0;
    for (int i = 0; i < classes; i++) {
      for (int j = i + 1; j < classes; j++, pair++) {
        votes[model.label[decisions[pair] > 0 ? i : j]]++;
        sums[model.label[i]] += decisions[pair];
        sums[model.label[j]] -= decisions[pair];
      }
    }
    double[] scores = new double[classes];
    Arrays.setAll(scores, k -> votes[k] + (1 + sums[k] / (Math.abs(sums[k]) + 1)) / 3);
    double total = Arrays.stream(scores).sum();
    float[] probabilities = new float[classes];
    for (int k = 0; k < classes; k++) {
      probabilities[k] = (float) (scores[k] / total);
    }
    return probabilities;
  }
}
