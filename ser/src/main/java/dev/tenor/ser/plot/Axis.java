package dev.tenor.ser.plot;

/// An axis.
///
/// @param low its beginning; NaN for what the data needs, likewise `high`
/// @param whole whether only whole numbers are marked
/// @param numbered whether there are numbers at all
/// @param log whether equal ratios are equally long; values up to 0 are skipped then
public record Axis(
    String title, double low, double high, boolean whole, boolean numbered, boolean log) {
  /// Linear.
  public Axis(String title, double low, double high, boolean whole, boolean numbered) {
    this(title, low, high, whole, numbered, false);
  }

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

  /// Logarithmic, with ticks at 1, 2, 5, 10 or at powers of ten.
  public static Axis log(String title) {
    return new Axis(title, Double.NaN, Double.NaN, false, true, true);
  }

  /// Logarithmic for counts such as threads, with ticks at powers of two, or of ten where there are
  /// many.
  public static Axis doubling(String title) {
    return new Axis(title, Double.NaN, Double.NaN, true, true, true);
  }

  /// Without numbers, where they have no meaning.
  public static Axis blank() {
    return new Axis("", Double.NaN, Double.NaN, false, false);
  }
}
