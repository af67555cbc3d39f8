package dev.tenor.ser.voice;

import dev.tenor.ser.audio.Fft;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The candidates for the pitch of a frame: maxima of its autocorrelation, which is divided by that
/// of the window (P. Boersma, "Accurate short-term analysis of the fundamental frequency and the
/// harmonics-to-noise ratio of a sampled sound", 1993). At the period of a periodic sound it is 1,
/// with noise in it the share of the periodic part.
///
/// Holds scratch: one instance per thread.
final class Autocorrelation {
  static final double LOWEST_HZ = 60;
  static final double HIGHEST_HZ = 600;

  /// Three periods of the lowest pitch.
  static final int LENGTH = 800;

  private static final int SHORTEST = (int) (Signal.RATE / HIGHEST_HZ);
  private static final int LONGEST = (int) Math.ceil(Signal.RATE / LOWEST_HZ);
  private static final int MOST = 8;

  /// Maxima below it are no candidates.
  private static final double LEAST = 0.2;

  /// Taps on either side, and steps per sample, of the interpolation.
  private static final int REACH = 12;

  private static final int STEPS = 8;
  private static final int LAGS = LONGEST + REACH + 1;

  /// Of the transforms, longer than frame and lags together.
  private static final int N = 2048;

  private final Fft fft = new Fft(N);
  private final double[] window = Signal.hann(LENGTH);
  private final double[] ofWindow = new double[LAGS];
  private final double[] ofA = new double[LAGS];
  private final double[] ofB = new double[LAGS];
  private final double[] powerA = new double[N / 2 + 1];
  private final double[] powerB = new double[N / 2 + 1];

  /// `[step][tap]`: what gives the value at step / STEPS behind a sample.
  private final double[][] sinc = new double[STEPS][2 * REACH];

  Autocorrelation() {
    fill(fft.a(), window);
    fill(fft.b(), new double[0]);
    correlate(ofWindow, new double[LAGS]);
    for (int s = 0; s < STEPS; s++) {
      for (int i = 0; i < 2 * REACH; i++) {
        double x = i - REACH + 1 - (double) s / STEPS;
        double hann = 0.5 + 0.5 * StrictMath.cos(Math.PI * x / REACH);
        sinc[s][i] = x == 0 ? 1 : hann * StrictMath.sin(Math.PI * x) / (Math.PI * x);
      }
    }
  }

  /// A period in samples and the correlation there, at most 1.
  record Candidate(double period, double correlation) {
    double hertz() {
      return Signal.RATE / period;
    }
  }

  /// The strongest maxima of two frames; none in silence.
  ///
  /// @param a samples `[LENGTH]`, overwritten, as those of `b`
  List<List<Candidate>> candidates(double[] a, double[] b) {
    window(a);
    window(b);
    fill(fft.a(), a);
    fill(fft.b(), b);
    correlate(ofA, ofB);
    return List.of(maxima(ofA), maxima(ofB));
  }

  /// Removes the mean and applies the window.
  private void window(double[] samples) {
    double mean = 0;
    for (double x : samples) {
      mean += x / LENGTH;
    }
    for (int i = 0; i < LENGTH; i++) {
      samples[i] = (samples[i] - mean) * window[i];
    }
  }

  private List<Candidate> maxima(double[] r) {
    List<Candidate> found = new ArrayList<>();
    double power = r[0];
    if (power < 1e-12) {
      return found;
    }
    for (int lag = 0; lag < r.length; lag++) {
      r[lag] *= ofWindow[0] / (power * ofWindow[lag]);
    }
    for (int lag = SHORTEST; lag <= LONGEST; lag++) {
      if (r[lag] > LEAST && r[lag] >= r[lag - 1] && r[lag] > r[lag + 1]) {
        found.add(refined(r, lag));
      }
    }
    found.removeIf(c -> c.hertz() > HIGHEST_HZ || c.hertz() < LOWEST_HZ);
    found.sort(Comparator.comparingDouble(Candidate::correlation).reversed());
    return found.size() > MOST ? found.subList(0, MOST) : found;
  }

  /// The maximum between the samples: the highest of the interpolated values, and a parabola
  /// through it and its neighbours.
  private Candidate refined(double[] r, int lag) {
    int best = 0;
    double highest = r[lag];
    for (int step = 1 - STEPS; step < STEPS; step++) {
      double value = at(r, lag, step);
      if (value > highest) {
        highest = value;
        best = step;
      }
    }
    double before = at(r, lag, best - 1);
    double after = at(r, lag, best + 1);
    double curve = before - 2 * highest + after;
    double shift = curve < 0 ? 0.5 * (before - after) / curve : 0;
    double peak = highest - 0.25 * (before - after) * shift;
    return new Candidate(lag + (best + shift) / STEPS, Math.min(1, peak));
  }

  /// The value at lag + step / STEPS; the sequence is even.
  private double at(double[] r, int lag, int step) {
    int whole = lag + Math.floorDiv(step, STEPS);
    double[] filter = sinc[Math.floorMod(step, STEPS)];
    double sum = 0;
    for (int i = 0; i < filter.length; i++) {
      int k = Math.abs(whole + i - REACH + 1);
      sum += k < r.length ? filter[i] * r[k] : 0;
    }
    return sum;
  }

  /// The autocorrelations `Σ x[i] x[i + lag]` of the two signals in the transform: the transform of
  /// their power spectra, which is real, since these are even. The transform gives squares alone;
  /// with a constant c added that makes all values positive, which is an impulse at 0, the value is
  /// the root less c.
  private void correlate(double[] a, double[] b) {
    fft.powers(powerA, powerB);
    double ca = mirror(powerA, fft.a());
    double cb = mirror(powerB, fft.b());
    fft.powers(powerA, powerB);
    for (int lag = 0; lag < LAGS; lag++) {
      a[lag] = (Math.sqrt(powerA[lag]) - ca) / N;
      b[lag] = (Math.sqrt(powerB[lag]) - cb) / N;
    }
  }

  /// Writes an even spectrum and the impulse.
  ///
  /// @return the constant: the sum of the spectrum, which no value of its transform exceeds
  private static double mirror(double[] power, double[][] rows) {
    int columns = rows[0].length;
    double sum = 0;
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns; c++) {
        int k = r * columns + c;
        rows[r][c] = power[Math.min(k, N - k)];
        sum += rows[r][c];
      }
    }
    rows[0][0] += sum;
    return sum;
  }

  private static void fill(double[][] rows, double[] signal) {
    int columns = rows[0].length;
    for (int r = 0; r < rows.length; r++) {
      int from = Math.min(signal.length, r * columns);
      int n = Math.min(columns, signal.length - from);
      System.arraycopy(signal, from, rows[r], 0, n);
      Arrays.fill(rows[r], n, columns, 0);
    }
  }
}
