package dev.tenor.ser.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Equal ratios are equally long. Beginning and end are above 0.
///
/// @param ticks the values with a tick
record LogScale(double low, double high, List<Double> ticks) implements Scale {
  private static final double TINY = 1e-9;
  private static final int[] DENSE = {1, 2, 5};
  private static final int[] ONE = {1};
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  /// Where numbers are written with a power of ten.
  private static final double LARGE = 1e6;

  private static final double SMALL = 1e-4;

  LogScale {
    ticks = List.copyOf(ticks);
  }

  /// From 1, 2, 5, 10 … to one of them; of counts from the least to the most.
  ///
  /// @param least of the data, likewise `most`; NaN where there is none
  /// @param most how many ticks there may be, at least 2
  static LogScale of(Axis axis, double least, double most, int ticks) {
    double low = first(axis.low(), least, 1);
    double high = first(axis.high(), most, 10 * low);
    if (!(high > low)) { // a single value
      low /= 2;
      high = 4 * low;
    }
    if (!axis.whole()) {
      List<Double> around = around(10, DENSE, low, high);
      low = Double.isNaN(axis.low()) ? around.getFirst() : low;
      high = Double.isNaN(axis.high()) ? around.getLast() : high;
    }
    return new LogScale(low, high, ticks(axis.whole() ? 2 : 10, low, high, ticks));
  }

  private static double first(double wanted, double found, double otherwise) {
    return wanted > 0 ? wanted : found > 0 && Double.isFinite(found) ? found : otherwise;
  }

  /// Those of the densest grid that has few enough within the range; the ends if it has not two.
  private static List<Double> ticks(int base, double low, double high, int most) {
    List<Double> ticks = within(base, base == 10 ? DENSE : ONE, low, high);
    for (int every = 1; ticks.size() > most; every++) {
      ticks = within(Math.pow(base, every), ONE, low, high);
    }
    return ticks.size() < 2 ? List.of(low, high) : ticks;
  }

  private static List<Double> within(double base, int[] mantissas, double low, double high) {
    return around(base, mantissas, low, high).stream()
        .filter(t -> t >= low * (1 - TINY) && t <= high * (1 + TINY))
        .toList();
  }

  /// The values m · baseⁿ from the last up to `low` to the first from `high` on.
  private static List<Double> around(double base, int[] mantissas, double low, double high) {
    int first = mantissas.length * ((int) Math.floor(Math.log(low) / Math.log(base)) - 1);
    while (value(base, mantissas, first + 1) <= low * (1 + TINY)) {
      first++;
    }
    int last = first;
    while (value(base, mantissas, last) < high * (1 - TINY)) {
      last++;
    }
    return IntStream.rangeClosed(first, last).mapToObj(i -> value(base, mantissas, i)).toList();
  }

  private static double value(double base, int[] mantissas, int i) {
    int n = mantissas.length;
    return Math.pow(base, Math.floorDiv(i, n)) * mantissas[Math.floorMod(i, n)];
  }

  @Override
  public String label(double value) {
    int power = (int) Math.floor(Math.log10(value) + TINY);
    if (value >= SMALL * (1 - TINY) && value < LARGE * (1 - TINY)) {
      return String.format(Locale.ROOT, "%." + Math.max(0, -power) + "f", value);
    }
    long mantissa = Math.round(value / Math.pow(10, power));
    String digits =
        Integer.toString(Math.abs(power))
            .chars()
            .mapToObj(c -> SUPERSCRIPTS.substring(c - '0', c - '0' + 1))
            .collect(Collectors.joining());
    return (mantissa == 1 ? "" : mantissa + "·") + "10" + (power < 0 ? "⁻" : "") + digits;
  }

  @Override
  public double place(double value) {
    return Math.log(value / low) / Math.log(high / low);
  }
}
