package dev.tenor.ser.baseline;

import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.data.Dataset;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.stats.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Fits the acoustic baselines on the training side and scores them on the test side: an SVM and a
/// logistic regression on each set of functionals, standardised over the training side. No setting
/// is chosen by any score.
public final class AcousticBaselines {
  /// An SVM of more examples takes minutes.
  private static final int MOST_EXAMPLES = 10_000;

  private final Dataset data;
  private final List<String> labels;
  private final int[] some;
  private final String thinned;

  private AcousticBaselines(Dataset data, List<String> labels, int most) {
    this.data = data;
    this.labels = labels;
    int[] y = classes(Side.TRAIN);
    int step = Math.ceilDiv(y.length, most);
    some = everyOfEachClass(y, labels.size(), step);
    thinned = step == 1 ? "" : ", of one in " + step + " for training";
  }

  /// The scores of every baseline.
  ///
  /// @param data every class is in its training side
  /// @param mels how many columns of the features are mel bins, the first ones
  /// @param egemaps utterance key → its eGeMAPS functionals
  /// @param labels the classes
  /// @throws InterruptedException if this thread is interrupted
  public static List<AcousticScore> of(
      Dataset data, int mels, Map<String, float[]> egemaps, List<String> labels)
      throws InterruptedException {
    return of(data, mels, egemaps, labels, MOST_EXAMPLES);
  }

  /// @param most examples that an SVM is fitted on, and at most one more of each class
  static List<AcousticScore> of(
      Dataset data, int mels, Map<String, float[]> egemaps, List<String> labels, int most)
      throws InterruptedException {
    AcousticBaselines baselines = new AcousticBaselines(data, labels, most);
    Standardizer standardizer = data.standardizer();
    Function<Example, float[]> logMel =
        e -> Functionals.of(logMel(standardizer, e.features(), mels), mels);
    List<AcousticScore> scores = new ArrayList<>();
    scores.addAll(baselines.scores(FunctionalSet.LOG_MEL, logMel));
    scores.addAll(
        baselines.scores(FunctionalSet.EGEMAPS, e -> egemaps.get(e.utterance().key()).clone()));
    return scores;
  }

  private static float[] logMel(Standardizer standardizer, float[] features, int mels) {
    float[] rows = standardizer.decibels(features);
    int columns = standardizer.nMels();
    float[] logMel = new float[rows.length / columns * mels];
    for (int t = 0; t * columns < rows.length; t++) {
      System.arraycopy(rows, t * columns, logMel, t * mels, mels);
    }
    return logMel;
  }

  private List<AcousticScore> scores(FunctionalSet set, Function<Example, float[]> functionals)
      throws InterruptedException {
    float[][] train = vectors(Side.TRAIN, functionals);
    float[][] test = vectors(Side.TEST, functionals);
    Standardizer scaler = Standardizer.fit(Arrays.asList(train), train[0].length);
    Arrays.stream(train).forEach(scaler::apply);
    Arrays.stream(test).forEach(scaler::apply);
    int[] y = classes(Side.TRAIN);
    float[][] someX = IntStream.of(some).mapToObj(i -> train[i]).toArray(float[][]::new);
    int[] someY = IntStream.of(some).map(i -> y[i]).toArray();
    Learner svm = new Svm();
    Learner regression = new LogisticRegression();
    String on = " on " + set.title();
    return List.of(
        score(svm.name() + on + thinned, svm.fit(someX, someY, labels.size()), test),
        score(regression.name() + on, regression.fit(train, y, labels.size()), test));
  }

  private AcousticScore score(String name, Learner.Fitted fitted, float[][] test) {
    float[][] rows = Arrays.stream(test).map(fitted::probabilities).toArray(float[][]::new);
    Predictions answers = Example.predictions(data.side(Side.TEST), labels, rows);
    return new AcousticScore(name, answers.metrics(), answers);
  }

  private float[][] vectors(Side side, Function<Example, float[]> functionals) {
    return data.side(side).stream().map(functionals).toArray(float[][]::new);
  }

  private int[] classes(Side side) {
    return data.side(side).stream().mapToInt(Example::label).toArray();
  }

  /// Of every class the first example and every `step`th behind it.
  private static int[] everyOfEachClass(int[] y, int classes, int step) {
    int[] seen = new int[classes];
    return IntStream.range(0, y.length).filter(i -> seen[y[i]]++ % step == 0).toArray();
  }
}
