package dev.tenor.ser.stats;

/// How far probabilities can be believed. All are NaN where there is no utterance.
///
/// @param ece the expected calibration error of the most probable class: over 15 bins of equal
///   width, (b/15, (b+1)/15], the mean distance between a bin's accuracy and its mean probability,
///   weighted by its utterances
/// @param brier the mean over utterances of the sum over classes of (probability − 1 or 0)², from 0
///   to 2
/// @param loss the mean cross-entropy
public record Calibration(double ece, double brier, double loss) {
  private static final int BINS = 15;

  public static Calibration of(Predictions predictions) {
    int n = predictions.size();
    int[] answers = predictions.predicted();
    double[] excess = new double[BINS]; // sum of probabilities, less the number of right answers
    double squares = 0;
    for (int i = 0; i < n; i++) {
      float[] row = predictions.probabilities()[i];
      int truth = predictions.truth()[i];
      double top = row[answers[i]];
      int bin = Math.clamp((int) Math.ceil(top * BINS) - 1, 0, BINS - 1);
      excess[bin] += top - (answers[i] == truth ? 1 : 0);
      for (int k = 0; k < row.length; k++) {
        double error = row[k] - (k == truth ? 1 : 0);
        squares += error * error;
      }
    }
    double distance = 0;
    for (double sum : excess) {
      distance += Math.abs(sum);
    }
    return new Calibration(distance / n, squares / n, predictions.metrics().loss());
  }
}
