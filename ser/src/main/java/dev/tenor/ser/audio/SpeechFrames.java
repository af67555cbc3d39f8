package dev.tenor.ser.audio;

import java.util.Arrays;

/// What [SpeechActivity] measures of every 10 ms of a signal: its level between 300 and 3400 Hz,
/// the band of a telephone, and whether it is voiced.
///
/// A frame is voiced if it repeats itself with the period of a voice, 70 to 400 Hz: the normalised
/// cross-correlation of 30 ms below 1.8 kHz with what follows one period later (D. Talkin 1995) has
/// a local maximum of at least 0.5. A frame of which one spectral line holds 90 % of the energy
/// from 130 to 3400 Hz is a tone and not voiced.
///
/// @param decibels the level of each frame relative to that of a full-scale sine, at least −120
/// @param voiced whether each frame is voiced
public record SpeechFrames(float[] decibels, boolean[] voiced) {
  /// The rate in hertz of the samples that are measured.
  static final int RATE = 8_000;

  /// Samples from one frame to the next.
  static final int HOP = 80;

  private static final int SIZE = 256;
  private static final int LOWEST = bin(300);
  private static final int HIGHEST = bin(3400);
  private static final int LOWEST_OF_TONES = bin(130);
  private static final int TONE_REACH = 2;
  private static final double TONE = 0.9;
  private static final double QUIETEST = 1e-12;

  /// The sum of the powers of a full-scale sine with a Hann window.
  private static final double FULL_SCALE = 3.0 / 32 * SIZE * SIZE;

  private static final double[] HANN = hann();

  private static int bin(double hertz) {
    return (int) Math.round(hertz * SIZE / RATE);
  }

  private static double[] hann() {
    double[] hann = new double[SIZE];
    Arrays.setAll(hann, i -> 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / SIZE));
    return hann;
  }

  /// Brings samples to the rate at which they are measured.
  ///
  /// @param sampleRate of the samples in hertz
  public static Resampler resampler(int sampleRate) {
    return new Resampler(sampleRate, RATE);
  }

  /// The frames of the samples `from` to before `to`; a frame is measured around its middle.
  ///
  /// @param samples at 8 kHz; beyond its ends the signal counts as zero
  static SpeechFrames of(float[] samples, int from, int to) {
    int count = Math.ceilDiv(to - from, HOP);
    float[] decibels = new float[count];
    boolean[] voiced = new boolean[count];
    Voicing voicing = new Voicing(samples);
    Fft fft = new Fft(SIZE);
    double[][] power = new double[2][SIZE / 2 + 1];
    for (int t = 0; t < count; t += 2) {
      window(samples, from + t * HOP, fft.a());
      window(samples, from + (t + 1) * HOP, fft.b());
      fft.powers(power[0], power[1]);
      for (int i = t; i < Math.min(t + 2, count); i++) {
        double[] p = power[i - t];
        double level = sum(p, LOWEST, HIGHEST) / FULL_SCALE;
        decibels[i] = (float) (10 * StrictMath.log10(Math.max(level, QUIETEST)));
        voiced[i] = level > QUIETEST && !isTone(p) && voicing.isVoiced(from + i * HOP + HOP / 2);
      }
    }
    return new SpeechFrames(decibels, voiced);
  }

  /// Writes the windowed samples around the middle of the frame that begins at `start`.
  private static void window(float[] samples, int start, double[][] rows) {
    int columns = rows[0].length;
    int first = start + HOP / 2 - SIZE / 2;
    for (int i = 0; i < SIZE; i++) {
      int at = first + i;
      double sample = at >= 0 && at < samples.length ? samples[at] : 0;
      rows[i / columns][i % columns] = sample * HANN[i];
    }
  }

  private static boolean isTone(double[] power) {
    int peak = LOWEST_OF_TONES;
    for (int k = peak; k <= HIGHEST; k++) {
      peak = power[k] > power[peak] ? k : peak;
    }
    int last = Math.min(HIGHEST, peak + TONE_REACH);
    double line = sum(power, Math.max(LOWEST_OF_TONES, peak - TONE_REACH), last);
    return line > TONE * sum(power, LOWEST_OF_TONES, HIGHEST);
  }

  private static double sum(double[] power, int first, int last) {
    double sum = 0;
    for (int k = first; k <= last; k++) {
      sum += power[k];
    }
    return sum;
  }
}
