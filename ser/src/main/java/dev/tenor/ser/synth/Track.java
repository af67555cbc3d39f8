package dev.tenor.ser.synth;

import java.util.Arrays;

/// The synthesiser's control parameters, one value per frame of 5 ms.
final class Track {
  static final int FRAME_SAMPLES = 80;
  static final int FORMANTS = 3;
  private static final double[] NEUTRAL_FORMANTS = {500, 1500, 2500};

  final int frames;

  /// Pitch in Hz.
  final double[] f0;

  /// Amplitudes of the glottal pulses, the noise at the glottis and the noise in the mouth.
  final double[] voice;

  final double[] aspiration;
  final double[] noise;

  /// Where the noise in the mouth is strongest.
  final double[] noiseHz;

  /// [FORMANTS][frames], Hz.
  final double[][] formants = new double[FORMANTS][];

  /// Silence with the tongue at rest.
  Track(int frames) {
    this.frames = frames;
    f0 = new double[frames];
    voice = new double[frames];
    aspiration = new double[frames];
    noise = new double[frames];
    noiseHz = new double[frames];
    Arrays.fill(noiseHz, NEUTRAL_FORMANTS[2]);
    for (int k = 0; k < FORMANTS; k++) {
      formants[k] = new double[frames];
      Arrays.fill(formants[k], NEUTRAL_FORMANTS[k]);
    }
  }

  /// The value `weight` (0 … 1) of the way from a frame to the next.
  static double between(double[] values, int frame, double weight) {
    double next = values[Math.min(frame + 1, values.length - 1)];
    return values[frame] + weight * (next - values[frame]);
  }

  /// Replaces each value by the mean of the `2 · reach + 1` values around it; at the ends the first
  /// and last value repeat.
  static void smooth(double[] values, int reach) {
    double[] old = values.clone();
    for (int i = 0; i < values.length; i++) {
      double sum = 0;
      for (int j = i - reach; j <= i + reach; j++) {
        sum += old[Math.clamp(j, 0, old.length - 1)];
      }
      values[i] = sum / (2 * reach + 1);
    }
  }
}
