package dev.tenor.ser.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/// Equal differences are equally long.
///
/// @param step between two ticks
record LinearScale(double low, double high, double step) implements Scale {
  private static final double[] STEPS = {1, 2, 5, 10};
  private static final double TINY = 1e-9;

  /// @param least of the data, likewise `most`; NaN where there is none
  /// @param ticks how many there may be, at least 2
  static LinearScale of(Axis axis, double least, double most, int ticks) {
    double low = first(axis.low(), least, 0);
    double high = first(axis.high(), most, low + 1);
    if (!(high > low)) { // a single value
      double half = low == 0 || axis.whole() ? 0.5 : Math.abs(low) / 10;
      low = Double.isNaN(axis.low()) ? low - half : low;
      high = low + 2 * half;
    }
    double margin = axis.numbered() ? 0 : 0.04 * (high - low);
    double step = step((high - low) / Math.max(1, ticks - 1), axis.whole());
    if (Double.isNaN(axis.low())) {
      low = axis.numbered() ? step * Math.floor(low / step + TINY) : low - margin;
    }
    if (Double.isNaN(axis.high())) {
      high = axis.numbered() ? step * Math.ceil(high / step - TINY) : high + margin;
    }
    return new LinearScale(low, high, step);
  }

  private static double first(double wanted, double found, double otherwise) {
    return !Double.isNaN(wanted) ? wanted : Double.isFinite(found) ? found : otherwise;
  }

  /// The next of 1, 2, 5, 10, 20, … and their tenths.
  private static double step(double least, boolean whole) {
    double power = Math.pow(10, Math.floor(Math.log10(least) + TINY));
    for (double step : STEPS) {
      if (step * power >= least * (1 - TINY)) {
        return whole ? Math.max(1, Math.rint(step * power)) : step * power;
      }
    }
    throw new IllegalArgumentException("no step of " + least);
  }

  @Override
  public List<Double> ticks() {
    long from = (long) Math.ceil(low / step - TINY);
    long to = (long) Math.floor(high / step + TINY);
    return LongStream.rangeClosed(from, to).mapToObj(i -> i * step).toList();
  }

  /// With as many decimals as the steps have.
  @Override
  public String label(double value) {
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - TINY));
    String digits = String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(value));
    return value < 0 && value <= -step / 2 ? "−" + digits : digits;
  }

  @Override
  public double place(double value) {
    return (value - low) / (high - low);
  }
}
