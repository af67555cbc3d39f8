package dev.tenor.ser.voice;

import static dev.tenor.ser.voice.Statistics.smooth;

import dev.tenor.ser.voice.Autocorrelation.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// What is measured every 10 ms: tracks of one value per frame, NaN where there is none, each
/// smoothed over three frames.
///
/// @param pitch semitones above 27.5 Hz; like jitter, shimmer, HNR, formants and harmonics of
///   voiced frames only
/// @param jitter see [Cycles.Perturbation]
/// @param shimmer likewise
/// @param hnr harmonics-to-noise ratio in dB
/// @param loudness see [Spectra#loudness], of every frame
/// @param flux see [Spectra#flux]; like those below of all frames but silent ones
/// @param mfcc `[4][frames]`
/// @param alphaRatio see [Spectra#alphaRatio]
/// @param hammarberg see [Spectra#hammarberg]
/// @param slopeLow slope of the spectrum from 0 to 500 Hz
/// @param slopeHigh from 500 to 1500 Hz
/// @param h1h2 level of the first harmonic over the second, dB
/// @param h1a3 over the strongest one around the third formant, dB
/// @param formant frequency of F1 to F3 in Hz, `[3][frames]`
/// @param bandwidth of F1 to F3 in Hz
/// @param amplitude level of the strongest harmonic around F1 to F3 over that of the first, dB
/// @param voiced whether a frame is
record Descriptors(
    double[] pitch,
    double[] jitter,
    double[] shimmer,
    double[] hnr,
    double[] loudness,
    double[] flux,
    double[][] mfcc,
    double[] alphaRatio,
    double[] hammarberg,
    double[] slopeLow,
    double[] slopeHigh,
    double[] h1h2,
    double[] h1a3,
    double[][] formant,
    double[][] bandwidth,
    double[][] amplitude,
    boolean[] voiced) {
  /// Frames whose peak is this far below the loudest one are silent: 40 dB.
  private static final double SILENCE = 0.01;

  private static final double NONE = Double.NaN;

  /// The tracks of a recording, with the scratch of this thread.
  static Descriptors of(Signal signal, Autocorrelation autocorrelation, Spectra spectra) {
    int n = signal.frames();
    double[] peaks = peaks(signal);
    double loudest = Arrays.stream(peaks).max().orElseThrow();
    List<Candidate> path = PitchPath.of(candidates(signal, peaks, autocorrelation), peaks);
    double[] f0 = new double[n];
    double[] hnr = new double[n];
    boolean[] voiced = new boolean[n];
    boolean[] silent = new boolean[n];
    for (int t = 0; t < n; t++) {
      Candidate c = path.get(t);
      voiced[t] = c != null;
      silent[t] = !voiced[t] && peaks[t] <= SILENCE * loudest;
      f0[t] = voiced[t] ? c.hertz() : NONE;
      hnr[t] = voiced[t] ? hnr(c.correlation()) : NONE;
    }
    Cycles.Perturbation cycles = Cycles.of(signal, f0);
    Formants formants = Formants.of(signal, f0);
    double[][] s = spectral(signal, spectra, f0, silent, formants);
    double[] pitch =
        Arrays.stream(f0)
            .map(hertz -> 12 * StrictMath.log(hertz / 27.5) / StrictMath.log(2))
            .toArray();
    return new Descriptors(
        smooth(pitch),
        smooth(cycles.jitter()),
        smooth(cycles.shimmer()),
        smooth(hnr),
        s[0],
        s[1],
        Arrays.copyOfRange(s, 2, 6),
        s[6],
        s[7],
        s[8],
        s[9],
        s[10],
        s[11],
        smooth(formants.frequency()),
        smooth(formants.bandwidth()),
        Arrays.copyOfRange(s, 12, 15),
        voiced);
  }

  /// The largest absolute sample around the middle of each frame.
  private static double[] peaks(Signal signal) {
    double[] frame = new double[Autocorrelation.LENGTH];
    double[] peaks = new double[signal.frames()];
    for (int t = 0; t < peaks.length; t++) {
      signal.frame(t, frame);
      for (double x : frame) {
        peaks[t] = Math.max(peaks[t], Math.abs(x));
      }
    }
    return peaks;
  }

  /// Of the frames that may be voiced, two at a time.
  private static List<List<Candidate>> candidates(
      Signal signal, double[] peaks, Autocorrelation autocorrelation) {
    List<List<Candidate>> all = new ArrayList<>(Collections.nCopies(peaks.length, List.of()));
    int[] loud = PitchPath.loud(peaks);
    double[] a = new double[Autocorrelation.LENGTH];
    double[] b = new double[Autocorrelation.LENGTH];
    for (int i = 0; i < loud.length; i += 2) {
      int other = loud[Math.min(i + 1, loud.length - 1)];
      signal.frame(loud[i], a);
      signal.frame(other, b);
      List<List<Candidate>> both = autocorrelation.candidates(a, b);
      all.set(loud[i], both.getFirst());
      all.set(other, both.getLast());
    }
    return all;
  }

  /// Of a sound whose periodic part has the share r of its power; at most 60 dB.
  private static double hnr(double r) {
    double share = Math.clamp(r, 1e-6, 1 - 1e-6);
    return 10 * StrictMath.log10(share / (1 - share));
  }

  /// Loudness, flux, four MFCCs, alpha ratio, Hammarberg index, two slopes, two harmonic
  /// differences, three formant levels: `[15][frames]`.
  private static double[][] spectral(
      Signal signal, Spectra spectra, double[] f0, boolean[] silent, Formants formants) {
    double[][] tracks = new double[15][f0.length];
    double[] frame = new double[Autocorrelation.LENGTH];
    for (int t = 0; t < f0.length; t++) {
      signal.frame(t, frame);
      spectra.next(frame);
      double[] values = new double[tracks.length];
      Arrays.fill(values, NONE);
      values[0] = spectra.loudness();
      if (!silent[t]) {
        shape(spectra, t, values);
      }
      if (!Double.isNaN(f0[t])) {
        harmonics(spectra, f0[t], formants, t, values);
      }
      for (int i = 0; i < tracks.length; i++) {
        tracks[i][t] = values[i];
      }
    }
    return smooth(tracks);
  }

  private static void shape(Spectra spectra, int t, double[] values) {
    values[1] = t == 0 ? NONE : spectra.flux();
    for (int j = 1; j <= Spectra.MFCC; j++) {
      values[1 + j] = spectra.mfcc(j);
    }
    values[6] = spectra.alphaRatio();
    values[7] = spectra.hammarberg();
    values[8] = spectra.slope(0, 500);
    values[9] = spectra.slope(500, 1500);
  }

  private static void harmonics(
      Spectra spectra, double f0, Formants formants, int t, double[] values) {
    double first = spectra.harmonic(f0, f0);
    values[10] = first - spectra.harmonic(2 * f0, f0);
    for (int k = 0; k < Formants.COUNT; k++) {
      double hertz = formants.frequency()[k][t];
      values[12 + k] = Double.isNaN(hertz) ? NONE : spectra.harmonic(hertz, f0) - first;
    }
    values[11] = -values[14];
  }
}
