package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.host.HostBuffer;

/// Mean and biased variance.
record Moments(double mean, double variance) {
  /// Of `n` values, `stride` apart.
  static Moments of(HostBuffer x, int from, int stride, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x.get(from + i * stride);
    }
    double mean = sum / n;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double centred = x.get(from + i * stride) - mean;
      squares += centred * centred;
    }
    return new Moments(mean, squares / n);
  }
}
