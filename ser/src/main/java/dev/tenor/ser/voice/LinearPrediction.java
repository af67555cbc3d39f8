package dev.tenor.ser.voice;

/// Linear prediction by J. P. Burg's method (1975).
final class LinearPrediction {
  private LinearPrediction() {}

  /// The coefficients of the filter 1 + a₁ z⁻¹ + … that leaves least of the signal, forwards and
  /// backwards; of silence 1 and zeros.
  ///
  /// @param x `[n]`
  /// @return `[order + 1]`, the first is 1
  static double[] burg(double[] x, int order) {
    double[] forward = x.clone();
    double[] backward = x.clone();
    double[] a = new double[order + 1];
    double[] old = new double[order + 1];
    a[0] = 1;
    for (int m = 1; m <= order; m++) {
      double above = 0;
      double below = 0;
      for (int i = m; i < x.length; i++) {
        above += forward[i] * backward[i - 1];
        below += forward[i] * forward[i] + backward[i - 1] * backward[i - 1];
      }
      if (below < 1e-20) {
        break;
      }
      double k = -2 * above / below;
      System.arraycopy(a, 0, old, 0, m);
      old[m] = 0;
      for (int i = 1; i <= m; i++) {
        a[i] = old[i] + k * old[m - i];
      }
      for (int i = x.length - 1; i >= m; i--) {
        double f = forward[i];
        forward[i] = f + k * backward[i - 1];
        backward[i] = backward[i - 1] + k * f;
      }
    }
    return a;
  }
}
