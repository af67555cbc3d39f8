package dev.tenor.ser.stats;

import java.util.Locale;

/// Scores as people and programs read them. A score of no utterance is not a number and is neither
/// 0 nor 100 %: it is shown as `–`, and is null in JSON.
public final class Share {
  /// What stands where there is no score.
  public static final String NONE = "–";

  private Share() {}

  /// Per cent with one decimal, without the sign.
  public static String percent(double share) {
    return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  /// For JSON: null where there is no score.
  public static Double json(double share) {
    return Double.isNaN(share) ? null : share;
  }
}
