package dev.tenor.ser.baseline;

import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.data.Dataset;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.stats.Predictions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Fits the acoustic baselines on the training side and scores them on the test side. All they know
/// is the functionals of each recording, standardised over the training side. No setting is chosen
/// by any score.
public final class AcousticBaselines {
  /// An SVM of more examples takes minutes.
  private static final int MOST_EXAMPLES = 10_000;

  private AcousticBaselines() {}

  /// The scores of every baseline.
  ///
  /// @param data every class is in its training side
  /// @param labels the classes
  public static List<AcousticScore> of(Dataset data, List<String> labels) {
    return of(data, labels, MOST_EXAMPLES);
  }

  /// @param most examples that an SVM is fitted on, and at most one more of each class
  static List<AcousticScore> of(Dataset data, List<String> labels, int most) {
    float[][] train = functionals(data, Side.TRAIN);
    float[][] test = functionals(data, Side.TEST);
    Standardizer scaler = Standardizer.fit(Arrays.asList(train), train[0].length);
    Arrays.stream(train).forEach(scaler::apply);
    Arrays.stream(test).forEach(scaler::apply);
    int[] y = classes(data, Side.TRAIN);
    int step = Math.ceilDiv(y.length, most);
    int[] some = everyOfEachClass(y, labels.size(), step);
    float[][] someX = IntStream.of(some).mapToObj(i -> train[i]).toArray(float[][]::new);
    int[] someY = IntStream.of(some).map(i -> y[i]).toArray();
    String svm = step == 1 ? "" : ", of one in " + step + " for training";
    return List.of(
        score("SVM on log-mel functionals" + svm, new Svm(), someX, someY, test, data, labels),
        score(
            "logistic regression on log-mel functionals",
            new LogisticRegression(),
            train,
            y,
            test,
            data,
            labels));
  }

  private static AcousticScore score(
      String name,
      Learner learner,
      float[][] x,
      int[] y,
      float[][] test,
      Dataset data,
      List<String> labels) {
    Learner.Fitted fitted = learner.fit(x, y, labels.size());
    Predictions answers =
        new Predictions(
            labels,
            data.side(Side.TEST).stream().map(example -> example.utterance().key()).toList(),
            classes(data, Side.TEST),
            Arrays.stream(test).map(fitted::probabilities).toArray(float[][]::new));
    return new AcousticScore(name, answers.metrics());
  }

  private static float[][] functionals(Dataset data, Side side) {
    Standardizer standardizer = data.standardizer();
    return data.side(side).stream()
        .map(Example::features)
        .map(standardizer::decibels)
        .map(logMel -> Functionals.of(logMel, standardizer.nMels()))
        .toArray(float[][]::new);
  }

  private static int[] classes(Dataset data, Side side) {
    return data.side(side).stream().mapToInt(Example::label).toArray();
  }

  /// Of every class the first example and every `step`th behind it.
  private static int[] everyOfEachClass(int[] y, int classes, int step) {
    int[] seen = new int[classes];
    return IntStream.range(0, y.length).filter(i -> seen[y[i]]++ % step == 0).toArray();
  }
}
