package dev.tenor.ser.experiment.search;

import dev.tenor.engine.random.RandomStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/// The values that a setting may take in a search.
sealed interface Parameter {
  /// A value.
  Object draw(RandomStream random);

  /// One of several values, each as likely as the others.
  record Choice(List<Object> values) implements Parameter {
    public Choice {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("there is no value to choose from");
      }
    }

    @Override
    public Object draw(RandomStream random) {
      return values.get(random.nextInt(values.size()));
    }
  }

  /// A number between two others, both included; rounded to three digits, so that it can be read
  /// and typed.
  ///
  /// @param log whether its logarithm is uniform, so that every factor is as likely, in place of
  ///   the number itself
  record Range(double min, double max, boolean log, boolean integer) implements Parameter {
    private static final MathContext DIGITS = new MathContext(3);

    public Range {
      if (!(min < max) || Double.isInfinite(max - min)) {
        throw new IllegalArgumentException("min " + min + " is not below max " + max);
      }
      if (log && min <= 0) {
        throw new IllegalArgumentException("log needs a min above 0, not " + min);
      }
      if (integer && (min != Math.rint(min) || max != Math.rint(max) || max - min > 1e9)) {
        throw new IllegalArgumentException(
            "integer needs whole numbers, not " + min + " and " + max);
      }
    }

    @Override
    public Object draw(RandomStream random) {
      if (integer && !log) {
        return (int) min + random.nextInt((int) (max - min) + 1);
      }
      double value =
          log
              ? StrictMath.exp(random.uniform(StrictMath.log(min), StrictMath.log(max)))
              : random.uniform(min, max);
      double inside = Math.clamp(integer ? Math.rint(value) : rounded(value), min, max);
      if (integer) {
        return (int) inside;
      }
      return inside;
    }

    private static double rounded(double value) {
      return new BigDecimal(value).round(DIGITS).doubleValue();
    }
  }
}
