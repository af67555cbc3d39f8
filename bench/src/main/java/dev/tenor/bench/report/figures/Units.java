package dev.tenor.bench.report.figures;

import java.util.Locale;

/// Numbers as tables show them: three digits and a unit.
public final class Units {
  private static final String[] TIMES = {"ns", "µs", "ms", "s"};
  private static final String[] SIZES = {"B", "KiB", "MiB", "GiB"};
  private static final double THOUSAND = 1000;
  private static final double KIBI = 1024;

  /// What three digits round up to the next power of ten has one digit less.
  private static final double ROUNDED_UP = 1.0005;

  private static final int MOST_DECIMALS = 6;
  private static final double LEAST_SHARE = 0.005;

  private Units() {}

  /// A time of so many nanoseconds: `1.23 ms`.
  public static String time(double nanos) {
    return scaled(nanos, THOUSAND, TIMES);
  }

  /// From one time to another: `1.23 … 1.25 ms`.
  public static String times(double low, double high) {
    String from = time(low);
    String to = time(high);
    String unit = to.substring(to.indexOf(' '));
    return (from.endsWith(unit) ? from.substring(0, from.indexOf(' ')) : from) + " … " + to;
  }

  /// So many bytes: `32.0 KiB`.
  public static String bytes(double bytes) {
    return bytes < KIBI ? Math.round(bytes) + " B" : scaled(bytes, KIBI, SIZES);
  }

  private static String scaled(double value, double step, String[] units) {
    int unit = 0;
    double scaled = value;
    while (scaled * ROUNDED_UP >= step && unit < units.length - 1) {
      scaled /= step;
      unit++;
    }
    return digits(scaled) + " " + units[unit];
  }

  /// Three digits, or all before the point: `0.0123`, `1.23`, `12.3`, `123`, `12345`.
  public static String digits(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    int power = (int) Math.floor(Math.log10(size * ROUNDED_UP));
    int decimals = Math.clamp(2 - power, 0, MOST_DECIMALS);
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /// The same, and a dash for 0, which stands for unknown.
  public static String known(double value) {
    return value == 0 ? "–" : digits(value);
  }

  /// A share in per cent, `–` for 0.
  public static String percent(double share) {
    return share == 0
        ? "–"
        : share < LEAST_SHARE ? "< 1 %" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /// By how much a ratio differs from 1: `+10.0 %`.
  public static String change(double ratio) {
    String text = String.format(Locale.ROOT, "%+.1f %%", 100 * (ratio - 1));
    return text.replace('-', '−');
  }
}
