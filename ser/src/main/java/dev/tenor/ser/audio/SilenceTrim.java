package dev.tenor.ser.audio;

/// Where an utterance begins and ends without the silence around it, as `librosa.effects.trim`
/// finds it: frames of 2048 samples every 512, centred, of which those count that are within
/// `topDb` of the loudest.
///
/// @param from the first sample that is kept
/// @param to the one after the last
public record SilenceTrim(int from, int to) {
  /// Samples of a frame, and from one frame to the next.
  public static final int FRAME = 2048;

  public static final int HOP = 512;

  /// @param topDb decibels below the loudest frame; 0 trims nothing
  public static SilenceTrim of(float[] samples, double topDb) {
    if (topDb == 0 || samples.length == 0) {
      return new SilenceTrim(0, samples.length);
    }
    double[] power = new double[1 + samples.length / HOP];
    double loudest = 0;
    for (int t = 0; t < power.length; t++) {
      int middle = t * HOP;
      int end = Math.min(samples.length, middle + FRAME / 2);
      for (int i = Math.max(0, middle - FRAME / 2); i < end; i++) {
        power[t] += (double) samples[i] * samples[i];
      }
      loudest = Math.max(loudest, power[t]);
    }
    double least = loudest * StrictMath.pow(10, -topDb / 10);
    int first = 0;
    while (power[first] < least) {
      first++; // ends at the loudest at the latest
    }
    int last = power.length - 1;
    while (power[last] < least) {
      last--;
    }
    return new SilenceTrim(first * HOP, Math.min(samples.length, (last + 1) * HOP));
  }
}
