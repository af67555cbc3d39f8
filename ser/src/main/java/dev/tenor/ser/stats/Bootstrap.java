package dev.tenor.ser.stats;

import dev.tenor.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Percentile bootstrap intervals (Efron, 1979) of a score. The resampling units are single
/// utterances, or all utterances of a speaker (cluster bootstrap). Utterances of one speaker are
/// not independent, so intervals over speakers are wider and more realistic for new speakers.
public final class Bootstrap {
  private static final int RESAMPLES = 2000;
  private static final double LEVEL = 0.95;

  private final List<String> labels;
  private final List<int[][]> units;

  private Bootstrap(List<String> labels, List<int[][]> units) {
    this.labels = labels;
    this.units = units;
    if (units.isEmpty()) {
      throw new IllegalArgumentException("bootstrap: nothing to draw from");
    }
  }

  /// @param unit utterance key → its resampling unit
  public static Bootstrap of(Predictions predictions, Function<String, String> unit) {
    Map<String, int[][]> units = new TreeMap<>();
    int classes = predictions.labels().size();
    int[] predicted = predictions.predicted();
    for (int i = 0; i < predictions.size(); i++) {
      int[][] confusion =
          units.computeIfAbsent(
              unit.apply(predictions.keys().get(i)), _ -> new int[classes][classes]);
      confusion[predictions.truth()[i]][predicted[i]]++;
    }
    return new Bootstrap(predictions.labels(), new ArrayList<>(units.values()));
  }

  /// The 95 % interval of a score over 2000 resamples; empty if there is a single unit. A resample
  /// that happens to lack a class averages over the others, as every score does.
  public Optional<Interval> interval(ToDoubleFunction<Metrics> score, long seed) {
    if (units.size() < 2) {
      return Optional.empty();
    }
    RandomStream random = RandomStream.of(seed, "bootstrap");
    double[] scores = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      scores[r] = score.applyAsDouble(resample(draw(random)));
    }
    return Optional.of(interval(scores));
  }

  /// The 95 % interval of the difference of a score between two systems on the same units, this one
  /// less the other: every resample draws the same units of both (paired bootstrap). Empty if there
  /// is a single unit.
  ///
  /// @throws IllegalArgumentException if the units are not as many
  public Optional<Interval> difference(
      Bootstrap other, ToDoubleFunction<Metrics> score, long seed) {
    if (units.size() != other.units.size()) {
      throw new IllegalArgumentException(
          "bootstrap: " + units.size() + " units and " + other.units.size() + " do not pair");
    }
    if (units.size() < 2) {
      return Optional.empty();
    }
    RandomStream random = RandomStream.of(seed, "bootstrap");
    double[] scores = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      int[] drawn = draw(random);
      scores[r] = score.applyAsDouble(resample(drawn)) - score.applyAsDouble(other.resample(drawn));
    }
    return Optional.of(interval(scores));
  }

  private static Interval interval(double[] scores) {
    Arrays.sort(scores);
    double tail = (1 - LEVEL) / 2;
    return new Interval(Quantile.of(scores, tail), Quantile.of(scores, 1 - tail), LEVEL);
  }

  /// How many units there are.
  public int size() {
    return units.size();
  }

  private int[] draw(RandomStream random) {
    return IntStream.range(0, units.size()).map(_ -> random.nextInt(units.size())).toArray();
  }

  private Metrics resample(int[] drawn) {
    int[][] sum = new int[labels.size()][labels.size()];
    for (int unit : drawn) {
      add(sum, units.get(unit));
    }
    return new Metrics(labels, sum, 0);
  }

  private static void add(int[][] sum, int[][] confusion) {
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[i][j] += confusion[i][j];
      }
    }
  }
}
