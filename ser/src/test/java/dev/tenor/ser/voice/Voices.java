package dev.tenor.ser.voice;

import dev.tenor.engine.random.RandomStream;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// Signals of known pitch, perturbation and resonances.
final class Voices {
  private Voices() {}

  static float[] of(double seconds, DoubleUnaryOperator time) {
    float[] x = new float[(int) (seconds * Signal.RATE)];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) time.applyAsDouble((double) i / Signal.RATE);
    }
    return x;
  }

  /// All harmonics up to 7 kHz, of equal amplitude: band-limited pulses.
  static float[] pulses(double f0, double seconds) {
    int harmonics = (int) (7000 / f0);
    return of(
        seconds,
        t -> {
          double sum = 0;
          for (int k = 1; k <= harmonics; k++) {
            sum += Math.cos(2 * Math.PI * k * f0 * t);
          }
          return 0.9 * sum / harmonics;
        });
  }

  static float[] noise(double seconds, double deviation, long seed) {
    RandomStream random = RandomStream.of(seed, "noise");
    return of(seconds, _ -> deviation * random.nextGaussian());
  }

  static float[] sum(float[] a, float[] b) {
    float[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  /// Damped sines of 600 Hz that begin at the given times, between samples too.
  static float[] clicks(double seconds, double[] times, double[] amplitudes) {
    return of(
        seconds,
        t -> {
          double sum = 0;
          for (int i = 0; i < times.length; i++) {
            double after = t - times[i];
            if (after > 0 && after < 0.05) {
              sum +=
                  amplitudes[i]
                      * Math.exp(-Math.PI * 250 * after)
                      * Math.sin(2 * Math.PI * 600 * after);
            }
          }
          return sum;
        });
  }

  /// Lowered by 6 dB per octave from 50 Hz on, as a voice and its radiation are.
  static float[] tilt(float[] x) {
    double pole = Math.exp(-2 * Math.PI * 50 / Signal.RATE);
    float[] y = new float[x.length];
    double last = 0;
    for (int i = 0; i < x.length; i++) {
      last = x[i] + pole * last;
      y[i] = (float) last;
    }
    return y;
  }

  /// Two-pole resonators one behind the other, each with gain 1 at 0 Hz.
  static float[] resonate(float[] x, double[] frequencies, double[] bandwidths) {
    double[] y = new double[x.length];
    Arrays.setAll(y, i -> x[i]);
    for (int k = 0; k < frequencies.length; k++) {
      double radius = Math.exp(-Math.PI * bandwidths[k] / Signal.RATE);
      double b = 2 * radius * Math.cos(2 * Math.PI * frequencies[k] / Signal.RATE);
      double c = -radius * radius;
      double y1 = 0;
      double y2 = 0;
      for (int i = 0; i < y.length; i++) {
        y[i] = (1 - b - c) * y[i] + b * y1 + c * y2;
        y2 = y1;
        y1 = y[i];
      }
    }
    double highest = Arrays.stream(y).map(Math::abs).max().orElseThrow();
    float[] out = new float[y.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (0.9 * y[i] / highest);
    }
    return out;
  }
}
