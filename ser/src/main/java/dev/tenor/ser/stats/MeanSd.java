package dev.tenor.ser.stats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/// A mean and the standard deviation of the sample (n − 1). A single value has none: its `sd` is
/// NaN and is nowhere shown.
public record MeanSd(double mean, double sd, int count) {
  /// @throws IllegalArgumentException if there is no value
  public static MeanSd of(double... values) {
    double mean =
        Arrays.stream(values)
            .average()
            .orElseThrow(() -> new IllegalArgumentException("mean: of no value"));
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double sd = values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
    return new MeanSd(mean, sd, values.length);
  }

  /// Of one value of each item.
  ///
  /// @throws IllegalArgumentException if there is no item
  public static <T> MeanSd of(List<T> items, ToDoubleFunction<T> value) {
    return of(items.stream().mapToDouble(value).toArray());
  }

  /// Whether there are two values or more.
  public boolean hasSd() {
    return count > 1;
  }

  /// `mean ± sd`, or the mean of a single value alone.
  ///
  /// @param format of both numbers
  public String text(DoubleFunction<String> format) {
    return hasSd() ? format.apply(mean) + " ± " + format.apply(sd) : format.apply(mean);
  }

  /// For JSON: `mean`, and `sd` where there is one.
  public Map<String, Double> report() {
    Map<String, Double> report = new LinkedHashMap<>();
    report.put("mean", mean);
    if (hasSd()) {
      report.put("sd", sd);
    }
    return report;
  }
}
