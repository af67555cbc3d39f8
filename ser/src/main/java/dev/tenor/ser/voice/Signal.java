package dev.tenor.ser.voice;

import java.util.Arrays;

/// A recording at 16 kHz, cut into frames every 10 ms. Beyond its ends it is zero.
///
/// @param samples `[n]`, full scale is ±1
record Signal(float[] samples) {
  static final int RATE = 16_000;
  static final int HOP = 160;
  static final double HOP_SECONDS = (double) HOP / RATE;

  /// One for every 10 ms that have begun, at least one.
  int frames() {
    return Math.max(1, Math.ceilDiv(samples.length, HOP));
  }

  double seconds() {
    return (double) samples.length / RATE;
  }

  /// The sample in the middle of frame t.
  static int centre(int t) {
    return t * HOP + HOP / 2;
  }

  /// Copies the samples around the middle of frame t.
  ///
  /// @param to filled from its beginning to its end
  void frame(int t, double[] to) {
    int from = centre(t) - to.length / 2;
    for (int i = 0; i < to.length; i++) {
      int at = from + i;
      to[i] = at >= 0 && at < samples.length ? samples[at] : 0;
    }
  }

  /// Hann's window 0.5 − 0.5 cos(2π (i + 0.5) / n), symmetric, nowhere zero.
  static double[] hann(int n) {
    return cosineWindow(n, 0.5);
  }

  /// Hamming's window 0.54 − 0.46 cos(2π (i + 0.5) / n).
  static double[] hamming(int n) {
    return cosineWindow(n, 0.54);
  }

  private static double[] cosineWindow(int n, double a) {
    double[] window = new double[n];
    Arrays.setAll(window, i -> a - (1 - a) * StrictMath.cos(2 * Math.PI * (i + 0.5) / n));
    return window;
  }
}
