package dev.tenor.bench.report.figures;

import java.util.Locale;
import java.util.stream.DoubleStream;

/// A power law y = factor · x^exponent, fitted by least squares to the logarithms.
public record LogFit(double factor, double exponent) {
  /// @throws IllegalArgumentException if a value is not above 0, or all x are equal
  public static LogFit of(double[] x, double[] y) {
    double[] u = logarithms("x", x);
    double[] v = logarithms("y", y);
    if (u.length != v.length) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "fit: %d values of x, %d of y", u.length, v.length));
    }
    double meanU = DoubleStream.of(u).average().orElse(Double.NaN);
    double meanV = DoubleStream.of(v).average().orElse(Double.NaN);
    double uu = 0;
    double uv = 0;
    for (int i = 0; i < u.length; i++) {
      uu += (u[i] - meanU) * (u[i] - meanU);
      uv += (u[i] - meanU) * (v[i] - meanV);
    }
    if (!(uu > 0)) {
      throw new IllegalArgumentException("fit: needs at least two different x");
    }
    double exponent = uv / uu;
    return new LogFit(Math.exp(meanV - exponent * meanU), exponent);
  }

  private static double[] logarithms(String name, double[] values) {
    return DoubleStream.of(values)
        .map(value -> {
          if (!(value > 0)) {
            throw new IllegalArgumentException(
                "fit: " + name + " is " + value + ", must be above 0");
          }
          return Math.log(value);
        })
        .toArray();
  }

  public double at(double x) {
    return factor * Math.pow(x, exponent);
  }
}
