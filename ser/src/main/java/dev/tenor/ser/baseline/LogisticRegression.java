package dev.tenor.ser.baseline;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/// Logistic regression with an L2 penalty, LIBLINEAR's: one class against the rest, C = 1, weights
/// of the classes as scikit-learn's `balanced`, a bias that is penalised like a weight. The
/// probabilities of the classes are those of each against the rest, over their sum.
public final class LogisticRegression implements Learner {
  private static final double C = 1;
  private static final double TOLERANCE = 1e-3;
  private static final String WEIGHTS = "weights";

  static {
    Linear.disableDebugOutput(); // stdout holds results alone
  }

  @Override
  public String name() {
    return "logistic regression";
  }

  @Override
  public Fitted fit(float[][] x, int[] y, int classes) throws InterruptedException {
    TrainingData data = new TrainingData(x, y, classes);
    Problem problem = new Problem();
    problem.l = x.length;
    problem.n = data.dim() + 1;
    problem.x = Arrays.stream(x).map(LogisticRegression::withBias).toArray(Feature[][]::new);
    problem.y = data.labels();
    Parameter parameters = new Parameter(SolverType.L2R_LR, C, TOLERANCE);
    parameters.setWeights(data.weights(), data.classNumbers());
    parameters.setRandom(new Random(0)); // this solver draws nothing; should another release do so
    return fitted(Background.call(name(), () -> Linear.train(problem, parameters)), data.dim() + 1);
  }

  /// The values, and a 1 behind them.
  private static Feature[] withBias(float[] row) {
    Feature[] features = new Feature[row.length + 1];
    for (int i = 0; i < row.length; i++) {
      features[i] = new FeatureNode(i + 1, row[i]);
    }
    features[row.length] = new FeatureNode(row.length + 1, 1);
    return features;
  }

  /// LIBLINEAR keeps the weights of a value side by side, and of two classes those of the first
  /// alone.
  private static Linearly fitted(Model model, int columns) {
    int classes = model.getNrClass();
    int kept = classes == 2 ? 1 : classes;
    double[] w = model.getFeatureWeights();
    float[] weights = new float[classes * columns];
    for (int k = 0; k < kept; k++) {
      for (int i = 0; i < columns; i++) {
        float weight = (float) w[i * kept + k];
        weights[model.getLabels()[k] * columns + i] = weight;
        if (classes == 2) {
          weights[model.getLabels()[1] * columns + i] = -weight;
        }
      }
    }
    return new Linearly(weights, classes);
  }

  @Override
  public Fitted load(Safetensors file, int dim, int classes) throws IOException {
    return new Linearly(Tensors.floats(file, WEIGHTS, classes, dim + 1), classes);
  }

  /// @param weights `[classes][d + 1]`, the last of a row being the bias
  private record Linearly(float[] weights, int classes) implements Fitted {
    @Override
    public float[] probabilities(float[] x) {
      int columns = x.length + 1;
      double[] shares = new double[classes];
      for (int k = 0; k < classes; k++) {
        double sum = weights[k * columns + x.length];
        for (int i = 0; i < x.length; i++) {
          sum += (double) weights[k * columns + i] * x[i];
        }
        shares[k] = 1 / (1 + Math.exp(-sum));
      }
      double total = Math.max(Arrays.stream(shares).sum(), Double.MIN_NORMAL);
      float[] probabilities = new float[classes];
      for (int k = 0; k < classes; k++) {
        probabilities[k] = (float) (shares[k] / total);
      }
      return probabilities;
    }

    @Override
    public void save(SafetensorsWriter writer) {
      writer.add(WEIGHTS, new int[] {classes, weights.length / classes}, weights);
    }
  }
}
