package dev.tenor.ser.stats;

/// How far probabilities can be believed. All are NaN where there is no utterance.
///
/// @param ece the expected calibration error of the most probable class, see [Reliability]
/// @param brier the mean over utterances of the sum over classes of (probability − 1 or 0)², from 0
///   to 2
/// @param loss the mean cross-entropy
public record Calibration(double ece, double brier, double loss) {
  public static Calibration of(Predictions predictions) {
    int n = predictions.size();
    double squares = 0;
    for (int i = 0; i < n; i++) {
      float[] row = predictions.probabilities()[i];
      for (int k = 0; k < row.length; k++) {
        double error = row[k] - (k == predictions.truth()[i] ? 1 : 0);
        squares += error * error;
      }
    }
    return new Calibration(
        Reliability.of(predictions).ece(), squares / n, predictions.metrics().loss());
  }
}
