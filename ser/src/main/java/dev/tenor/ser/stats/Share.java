package dev.tenor.ser.stats;

import java.util.Locale;

/// Formats scores as per cent and for JSON. A score of no utterance is NaN; it is shown as `–`, and
/// is null in JSON.
public final class Share {
  /// Shown if there is no score.
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
