package dev.tenor.ser.models;

import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.stats.Share;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a threshold below which answers are unsure is worth.
///
/// @param threshold a probability of the most probable label
/// @param share of the answers that are unsure
/// @param sureWa the accuracy of the others; NaN where there is none
/// @param unsureWa the accuracy of the unsure ones; NaN where there is none
record Unsure(double threshold, double share, double sureWa, double unsureWa) {
  static Unsure of(Predictions predictions, double threshold) {
    int[] answers = predictions.predicted();
    int unsure = 0;
    int unsureRight = 0;
    int right = 0;
    for (int i = 0; i < answers.length; i++) {
      int hit = answers[i] == predictions.truth()[i] ? 1 : 0;
      right += hit;
      if (predictions.probabilities()[i][answers[i]] < threshold) {
        unsure++;
        unsureRight += hit;
      }
    }
    int sure = answers.length - unsure;
    return new Unsure(
        threshold,
        (double) unsure / answers.length,
        (double) (right - unsureRight) / sure,
        (double) unsureRight / unsure);
  }

  /// For JSON.
  Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("below", threshold);
    map.put("share", Share.json(share));
    map.put("wa", Share.json(unsureWa));
    map.put("others_wa", Share.json(sureWa));
    return map;
  }
}
