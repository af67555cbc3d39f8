package dev.tenor.ser.synth;

import java.util.ArrayList;
import java.util.List;

/// Measurements that tell emotions apart, but for the length taken where speech is voiced.
///
/// @param pitch mean, semitones above 100 Hz
/// @param pitchRange standard deviation, semitones
/// @param level RMS relative to full scale, dB
/// @param brightness power of the first difference relative to the power, dB
/// @param seconds length
record Acoustics(double pitch, double pitchRange, double level, double brightness, double seconds) {
  private static final int WINDOW = 768;
  private static final int HOP = 640;
  private static final int SHORTEST_PERIOD = 32;
  private static final int LONGEST_PERIOD = 260;

  static Acoustics of(float[] x) {
    double loud = 0.3 * energy(x, 1, x.length - 1) / x.length * WINDOW;
    List<Double> pitches = new ArrayList<>();
    double power = 0;
    double difference = 0;
    for (int start = 1; start + WINDOW + LONGEST_PERIOD < x.length; start += HOP) {
      double energy = energy(x, start, WINDOW);
      int period = energy > loud ? period(x, start, energy) : 0;
      if (period > 0) {
        pitches.add(semitones((double) SpeechSynthesizer.SAMPLE_RATE / period));
        power += energy;
        difference += differenceEnergy(x, start, WINDOW);
      }
    }
    double mean = pitches.stream().mapToDouble(p -> p).average().orElseThrow();
    double variance =
        pitches.stream().mapToDouble(p -> (p - mean) * (p - mean)).average().orElseThrow();
    return new Acoustics(
        mean,
        Math.sqrt(variance),
        10 * Math.log10(power / pitches.size() / WINDOW),
        10 * Math.log10(difference / power),
        (double) x.length / SpeechSynthesizer.SAMPLE_RATE);
  }

  double[] vector() {
    return new double[] {pitch, pitchRange, level, brightness, seconds};
  }

  /// The lag of the highest normalised autocorrelation (a longer one must be clearly better); 0 if
  /// the window is not periodic.
  private static int period(float[] x, int start, double energy) {
    double other = energy(x, start + SHORTEST_PERIOD, WINDOW);
    double best = 0.5;
    int period = 0;
    for (int lag = SHORTEST_PERIOD; lag < LONGEST_PERIOD; lag++) {
      double r = correlation(x, start, start + lag) / Math.sqrt(energy * other);
      if (r > best * (period == 0 || lag - period < 3 ? 1 : 1.05)) {
        best = r;
        period = lag;
      }
      int leaving = start + lag;
      int entering = leaving + WINDOW;
      other += (double) x[entering] * x[entering] - (double) x[leaving] * x[leaving];
    }
    return period;
  }

  private static double correlation(float[] x, int a, int b) {
    double sum = 0;
    for (int i = 0; i < WINDOW; i++) {
      sum += x[a + i] * x[b + i];
    }
    return sum;
  }

  private static double energy(float[] x, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += x[i] * x[i];
    }
    return sum;
  }

  private static double differenceEnergy(float[] x, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      double difference = x[i] - x[i - 1];
      sum += difference * difference;
    }
    return sum;
  }

  private static double semitones(double hertz) {
    return 12 * Math.log(hertz / 100) / Math.log(2);
  }
}
