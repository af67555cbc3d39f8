package dev.tenor.ser.audio;

/// Test signals and what to measure in them.
final class Tones {
  private Tones() {}

  static float[] sine(double hertz, double amplitude, int rate, int length) {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return samples;
  }

  /// Largest absolute difference in the middle eight tenths, away from the edges.
  static double worstInside(float[] expected, float[] actual) {
    int length = Math.min(expected.length, actual.length);
    double worst = 0;
    for (int i = length / 10; i < length - length / 10; i++) {
      worst = Math.max(worst, Math.abs(expected[i] - actual[i]));
    }
    return worst;
  }

  /// Amplitude of a tone in the middle eight tenths, by projection on a Hann-windowed sine and
  /// cosine.
  static double amplitude(float[] samples, double hertz, int rate) {
    int from = samples.length / 10;
    int count = samples.length - 2 * from;
    double re = 0;
    double im = 0;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / count);
      double angle = 2 * Math.PI * hertz * i / rate;
      re += window * samples[from + i] * Math.cos(angle);
      im += window * samples[from + i] * Math.sin(angle);
      sum += window;
    }
    return 2 * Math.hypot(re, im) / sum;
  }
}
