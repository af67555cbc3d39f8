package dev.tenor.ser.plot;

/// An axis.
///
/// @param low its beginning; NaN for what the data needs, likewise `high`
/// @param whole whether only whole numbers are marked
/// @param numbered whether there are numbers at all
public record Axis(String title, double low, double high, boolean whole, boolean numbered) {
  /// As long as the data needs.
  public static Axis of(String title) {
    return of(title, Double.NaN, Double.NaN);
  }

  public static Axis of(String title, double low, double high) {
    return new Axis(title, low, high, false, true);
  }

  /// For counts, such as epochs.
  public static Axis whole(String title) {
    return new Axis(title, Double.NaN, Double.NaN, true, true);
  }

  /// Without numbers, where they have no meaning.
  public static Axis blank() {
    return new Axis("", Double.NaN, Double.NaN, false, false);
  }
}
