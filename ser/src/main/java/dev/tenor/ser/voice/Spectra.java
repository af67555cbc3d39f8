package dev.tenor.ser.voice;

import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.Fft;
import dev.tenor.ser.audio.MelFilterbank;
import dev.tenor.ser.audio.MelNorm;
import dev.tenor.ser.audio.MelScale;
import dev.tenor.ser.config.Json;
import java.util.Arrays;
import java.util.Map;

/// The power spectra of frames: one of 20 ms (Hamming) for the shape, one of 50 ms (Hann) that
/// tells the harmonics apart, both in a transform of 1024 points, which is scaled so that a
/// full-scale sine has its maximum at 1.
///
/// Holds scratch: one instance per thread.
final class Spectra {
  static final int BANDS = 26;

  /// Of [#mfcc]: `[coefficient − 1][band]`.
  private static final double[][] COSINES = cosines();

  static final int MFCC = 4;

  /// 100 dB below a full-scale sine.
  private static final double FLOOR = 1e-10;

  private static final int LENGTH = 1024;
  private static final double BIN_HZ = (double) Signal.RATE / LENGTH;
  private static final int SHORT = 320;
  private static final int LIFTER = 22;
  private static final MelFilterbank FILTERS = new MelFilterbank(filters());

  private final Fft fft = new Fft(LENGTH);
  private final double[] shortWindow = scaled(Signal.hamming(SHORT));
  private final double[] longWindow = scaled(Signal.hann(Autocorrelation.LENGTH));
  private final double[] shortFrame = new double[SHORT];
  private final double[] power = new double[LENGTH / 2 + 1];
  private final double[] fine = new double[LENGTH / 2 + 1];
  private final double[] before = new double[LENGTH / 2 + 1];
  private final double[] bands = new double[BANDS];
  private final double[] equalLoudness = new double[BANDS];

  Spectra() {
    double top = mel(Signal.RATE / 2.0);
    double bottom = mel(20);
    for (int b = 0; b < BANDS; b++) {
      double hertz =
          700 * (StrictMath.exp((bottom + (top - bottom) * (b + 1) / (BANDS + 1)) / 1127) - 1);
      double w2 = StrictMath.pow(2 * Math.PI * hertz, 2);
      equalLoudness[b] = (w2 + 56.8e6) * w2 * w2 / (StrictMath.pow(w2 + 6.3e6, 2) * (w2 + 0.38e9));
    }
  }

  private static double mel(double hertz) {
    return 1127 * StrictMath.log(1 + hertz / 700);
  }

  private static FeatureConfig filters() {
    return Json.with(
        FeatureConfig.reference(),
        Map.of(
            "nFft",
            LENGTH,
            "winLength",
            LENGTH,
            "nMels",
            BANDS,
            "fMin",
            20.0,
            "melScale",
            MelScale.HTK,
            "melNorm",
            MelNorm.NONE));
  }

  private static double[] scaled(double[] window) {
    double sum = Arrays.stream(window).sum();
    return Arrays.stream(window).map(w -> 2 * w / sum).toArray();
  }

  /// Takes in the next frame.
  ///
  /// @param wide the samples around its middle, `[Autocorrelation.LENGTH]`
  void next(double[] wide) {
    System.arraycopy(power, 0, before, 0, power.length);
    System.arraycopy(wide, (wide.length - SHORT) / 2, shortFrame, 0, SHORT);
    fill(fft.a(), shortFrame, shortWindow);
    fill(fft.b(), wide, longWindow);
    fft.powers(power, fine);
    FILTERS.apply(power, bands);
  }

  private static void fill(double[][] rows, double[] frame, double[] window) {
    int columns = rows[0].length;
    for (int r = 0; r < rows.length; r++) {
      int n = Math.clamp(frame.length - (long) r * columns, 0, columns);
      for (int c = 0; c < n; c++) {
        rows[r][c] = frame[r * columns + c] * window[r * columns + c];
      }
      Arrays.fill(rows[r], n, columns, 0);
    }
  }

  /// The sum over 26 mel bands of the cube root of their power, weighted by H. Hermansky's
  /// equal-loudness curve (1990): a measure of loudness without unit.
  double loudness() {
    double sum = 0;
    for (int b = 0; b < BANDS; b++) {
      sum += StrictMath.cbrt(bands[b] * equalLoudness[b]);
    }
    return sum;
  }

  /// The root mean square difference of the amplitude spectra of this frame and the last one.
  double flux() {
    double sum = 0;
    for (int k = 0; k < power.length; k++) {
      double step = Math.sqrt(power[k]) - Math.sqrt(before[k]);
      sum += step * step;
    }
    return Math.sqrt(sum / power.length);
  }

  private static double[][] cosines() {
    double[][] cosines = new double[4][BANDS];
    for (int j = 1; j <= cosines.length; j++) {
      for (int b = 0; b < BANDS; b++) {
        cosines[j - 1][b] = StrictMath.cos(Math.PI * j * (b + 0.5) / BANDS);
      }
    }
    return cosines;
  }

  /// Mel-frequency cepstral coefficient j = 1 … 4 of the 26 bands, as HTK takes it.
  double mfcc(int j) {
    double sum = 0;
    for (int b = 0; b < BANDS; b++) {
      sum += StrictMath.log(Math.max(bands[b], FLOOR)) * COSINES[j - 1][b];
    }
    double lifter = 1 + LIFTER / 2.0 * StrictMath.sin(Math.PI * j / LIFTER);
    return Math.sqrt(2.0 / BANDS) * lifter * sum;
  }

  /// Power from 1 to 5 kHz over that from 50 to 1000 Hz, dB.
  double alphaRatio() {
    return decibels(sum(1000, 5000)) - decibels(sum(50, 1000));
  }

  /// The highest power below 2 kHz over that from 2 to 5 kHz, dB.
  double hammarberg() {
    return decibels(highest(power, 0, 2000)) - decibels(highest(power, 2000, 5000));
  }

  /// The slope of a straight line through the decibels of a band, dB per kHz.
  double slope(double fromHz, double toHz) {
    int from = (int) Math.ceil(fromHz / BIN_HZ);
    int to = (int) Math.floor(toHz / BIN_HZ);
    double middle = (from + to) / 2.0;
    double above = 0;
    double below = 0;
    for (int k = from; k <= to; k++) {
      above += (k - middle) * decibels(power[k]);
      below += (k - middle) * (k - middle);
    }
    return above / below / BIN_HZ * 1000;
  }

  /// The power of the strongest harmonic around a frequency, within half the pitch on either side,
  /// dB.
  double harmonic(double hertz, double f0) {
    return decibels(highest(fine, hertz - f0 / 2, hertz + f0 / 2));
  }

  private static double decibels(double power) {
    return 10 * StrictMath.log10(Math.max(power, FLOOR));
  }

  private double sum(double fromHz, double toHz) {
    double sum = 0;
    for (int k = (int) Math.ceil(fromHz / BIN_HZ); k * BIN_HZ < toHz; k++) {
      sum += power[k];
    }
    return sum;
  }

  private static double highest(double[] power, double fromHz, double toHz) {
    int from = Math.max(0, (int) Math.round(fromHz / BIN_HZ));
    int to = Math.min(power.length - 1, (int) Math.round(toHz / BIN_HZ));
    double highest = 0;
    for (int k = from; k <= to; k++) {
      highest = Math.max(highest, power[k]);
    }
    return highest;
  }
}
