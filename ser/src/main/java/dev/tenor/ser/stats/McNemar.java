package dev.tenor.ser.stats;

import java.util.Locale;

/// McNemar's exact test of two systems on the same utterances: under the null hypothesis that both
/// are equally good, each utterance that only one of them predicts correctly is a fair coin
/// (McNemar, 1947).
///
/// @param onlyFirst utterances that only the first system predicts correctly
/// @param onlySecond utterances that only the second predicts correctly
/// @param pValue two-sided, from the binomial distribution
public record McNemar(int onlyFirst, int onlySecond, double pValue) {
  /// @param first whether the first system is correct on each utterance
  /// @param second the same of the second, in the same order
  public static McNemar of(boolean[] first, boolean[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "McNemar: %d utterances and %d; both systems must answer for the same ones",
              first.length,
              second.length));
    }
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int i = 0; i < first.length; i++) {
      onlyFirst += first[i] && !second[i] ? 1 : 0;
      onlySecond += second[i] && !first[i] ? 1 : 0;
    }
    return of(onlyFirst, onlySecond);
  }

  static McNemar of(int onlyFirst, int onlySecond) {
    int n = onlyFirst + onlySecond;
    double tail = 0;
    double logTerm = -n * Math.log(2); // log of C(n, i) / 2ⁿ, at i = 0
    for (int i = 0; i <= Math.min(onlyFirst, onlySecond); i++) {
      tail += Math.exp(logTerm);
      logTerm += Math.log(n - i) - Math.log(i + 1);
    }
    return new McNemar(onlyFirst, onlySecond, Math.min(1, 2 * tail));
  }
}
