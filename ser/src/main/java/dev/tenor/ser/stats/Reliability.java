package dev.tenor.ser.stats;

import java.util.Arrays;
import java.util.List;

/// How often answers are right, by the probability of the most probable class: the bars of a
/// reliability diagram (Niculescu-Mizil and Caruana, 2005).
///
/// @param bins of equal width, bin b holding the probabilities in (b/n, (b+1)/n]
public record Reliability(List<Bin> bins) {
  private static final int BINS = 15;

  public Reliability {
    bins = List.copyOf(bins);
  }

  /// One bin.
  ///
  /// @param probability the sum of the probabilities of its answers
  /// @param right how many of its answers are right
  public record Bin(double low, double high, int count, double probability, int right) {
    /// The mean probability of its answers; NaN where there is none.
    public double confidence() {
      return count == 0 ? Double.NaN : probability / count;
    }

    /// The share of its answers that are right; NaN where there is none.
    public double accuracy() {
      return count == 0 ? Double.NaN : (double) right / count;
    }
  }

  /// Sorts predictions into 15 bins.
  public static Reliability of(Predictions predictions) {
    int[] answers = predictions.predicted();
    int[] count = new int[BINS];
    int[] right = new int[BINS];
    double[] probability = new double[BINS];
    for (int i = 0; i < answers.length; i++) {
      double top = predictions.probabilities()[i][answers[i]];
      int bin = Math.clamp((int) Math.ceil(top * BINS) - 1, 0, BINS - 1);
      count[bin]++;
      probability[bin] += top;
      right[bin] += answers[i] == predictions.truth()[i] ? 1 : 0;
    }
    Bin[] bins = new Bin[BINS];
    Arrays.setAll(
        bins,
        b -> new Bin((double) b / BINS, (b + 1.0) / BINS, count[b], probability[b], right[b]));
    return new Reliability(List.of(bins));
  }

  /// The expected calibration error (Guo et al., 2017): the mean distance between a bin's accuracy
  /// and its mean probability, weighted by its answers; NaN where there is none.
  public double ece() {
    double distance = bins.stream().mapToDouble(b -> Math.abs(b.probability() - b.right())).sum();
    return distance / bins.stream().mapToInt(Bin::count).sum();
  }
}
