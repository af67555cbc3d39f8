package dev.tenor.ser.baseline;

import dev.tenor.engine.io.Safetensors;
import java.io.IOException;
import java.util.Arrays;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/// A support vector machine with an RBF kernel, LIBSVM's: C = 3, gamma = 1 / (d · variance of all
/// values) as scikit-learn's `scale`, weights of the classes as its `balanced`.
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
  public Fitted fit(float[][] x, int[] y, int classes) throws InterruptedException {
    TrainingData data = new TrainingData(x, y, classes);
    svm_problem problem = new svm_problem();
    problem.l = x.length;
    problem.x = Arrays.stream(x).map(Svm::nodes).toArray(svm_node[][]::new);
    problem.y = data.labels();
    svm_parameter parameters = parameters(data);
    svm_model model = Background.call(name(), () -> svm.svm_train(problem, parameters));
    return fitted(model, data.dim());
  }

  private static svm_parameter parameters(TrainingData data) {
    svm_parameter parameters = new svm_parameter();
    parameters.svm_type = svm_parameter.C_SVC;
    parameters.kernel_type = svm_parameter.RBF;
    double variance = data.variance();
    parameters.gamma = variance == 0 ? 1 : (float) (1 / (data.dim() * variance));
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

  /// LIBSVM numbers the classes as they first appear; here pairs are made of class numbers.
  private static SupportVectors fitted(svm_model model, int dim) {
    int classes = model.nr_class;
    int n = model.l;
    float[] vectors = new float[n * dim];
    for (int s = 0; s < n; s++) {
      for (svm_node node : model.SV[s]) {
        vectors[s * dim + node.index - 1] = (float) node.value;
      }
    }
    float[] coefficients = new float[classes * (classes - 1) / 2 * n];
    float[] offsets = new float[classes * (classes - 1) / 2];
    int[] first = new int[classes + 1];
    for (int k = 0; k < classes; k++) {
      first[k + 1] = first[k] + model.nSV[k];
    }
    int theirs = 0;
    for (int i = 0; i < classes; i++) {
      for (int j = i + 1; j < classes; j++, theirs++) {
        int a = model.label[i];
        int b = model.label[j];
        int sign = a < b ? 1 : -1;
        int pair = SupportVectors.pair(Math.min(a, b), Math.max(a, b), classes);
        offsets[pair] = (float) (-sign * model.rho[theirs]);
        for (int s = first[i]; s < first[i + 1]; s++) {
          coefficients[pair * n + s] = (float) (sign * model.sv_coef[j - 1][s]);
        }
        for (int s = first[j]; s < first[j + 1]; s++) {
          coefficients[pair * n + s] = (float) (sign * model.sv_coef[i][s]);
        }
      }
    }
    return new SupportVectors(vectors, coefficients, offsets, (float) model.param.gamma, classes);
  }

  @Override
  public Fitted load(Safetensors file, int dim, int classes) throws IOException {
    return SupportVectors.load(file, dim, classes);
  }
}
