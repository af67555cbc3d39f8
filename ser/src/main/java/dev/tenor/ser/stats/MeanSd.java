package dev.tenor.ser.stats;

import java.util.Arrays;

/// A mean and the standard deviation of the sample (n − 1; 0 for a single value).
public record MeanSd(double mean, double sd, int count) {
  /// @throws IllegalArgumentException if there is no value
  public static MeanSd of(double... values) {
    double mean =
        Arrays.stream(values)
            .average()
            .orElseThrow(() -> new IllegalArgumentException("mean: of no value"));
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double sd = values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
    return new MeanSd(mean, sd, values.length);
  }
}
