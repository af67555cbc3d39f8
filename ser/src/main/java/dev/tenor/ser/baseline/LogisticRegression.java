package dev.tenor.ser.baseline;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Arrays;
import java.util.Random;

/// Logistic regression with an L2 penalty, LIBLINEAR's: one class against the rest, C = 1, weights
/// of the classes as scikit-learn's `balanced`, a bias that is penalised like a weight.
public final class LogisticRegression implements Learner {
  private static final double C = 1;
  private static final double TOLERANCE = 1e-3;

  static {
    Linear.disableDebugOutput(); // stdout holds results alone
  }

  @Override
  public String name() {
    return "logistic regression";
  }

  @Override
  public Fitted fit(float[][] x, int[] y, int classes) {
    TrainingData data = new TrainingData(x, y, classes);
    Problem problem = new Problem();
    problem.l = x.length;
    problem.n = data.dim() + 1;
    problem.x = Arrays.stream(x).map(LogisticRegression::withBias).toArray(Feature[][]::new);
    problem.y = data.labels();
    Parameter parameters = new Parameter(SolverType.L2R_LR, C, TOLERANCE);
    parameters.setWeights(data.weights(), data.classNumbers());
    parameters.setRandom(new Random(0)); // this solver draws nothing; should another release do so
    Model model = Linear.train(problem, parameters);
    return row -> probabilities(model, row);
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

  private static float[] probabilities(Model model, float[] row) {
    double[] byPlace = new double[model.getNrClass()];
    Linear.predictProbability(model, withBias(row), byPlace);
    float[] probabilities = new float[byPlace.length];
    for (int i = 0; i < byPlace.length; i++) {
      probabilities[model.getLabels()[i]] = (float) byPlace[i];
    }
    return probabilities;
  }
}
