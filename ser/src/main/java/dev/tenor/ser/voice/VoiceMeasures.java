package dev.tenor.ser.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The tracks of [Descriptors] and their functionals as features of a network: numbers whatever
/// happens.
///
/// Instances are expensive to create and hold scratch memory: use one per thread.
final class VoiceMeasures {
  /// In the order of [Measured#tracks].
  static final List<String> TRACKS =
      List.of(
          "voiced",
          "pitch",
          "jitter",
          "shimmer",
          "hnr",
          "loudness",
          "flux",
          "mfcc1",
          "mfcc2",
          "mfcc3",
          "mfcc4",
          "alpha_ratio",
          "hammarberg",
          "slope_0_500",
          "slope_500_1500",
          "h1_h2",
          "h1_a3",
          "f1_frequency",
          "f2_frequency",
          "f3_frequency",
          "f1_bandwidth",
          "f2_bandwidth",
          "f3_bandwidth",
          "f1_level",
          "f2_level",
          "f3_level");

  private final Autocorrelation autocorrelation = new Autocorrelation();
  private final Spectra spectra = new Spectra();

  /// What was measured, all of it finite.
  ///
  /// @param tracks `[26][frames]`, a frame every 10 ms; where there is no value, because a frame is
  ///   unvoiced or silent, the mean of the frames that have one, so that the mean of a track stays
  ///   what it is; 0 where none has
  /// @param functionals those of [Egemaps], `[88]`
  record Measured(double[][] tracks, double[] functionals) {}

  /// Measures an utterance.
  ///
  /// @param samples at 16 kHz; none count as silence
  Measured of(float[] samples) {
    Signal signal = new Signal(samples.length == 0 ? new float[1] : samples);
    Descriptors d = Descriptors.of(signal, autocorrelation, spectra);
    return new Measured(
        tracks(d),
        Parameters.of(d, signal).values().stream().mapToDouble(value -> value).toArray());
  }

  private static double[][] tracks(Descriptors d) {
    double[] voiced = new double[d.voiced().length];
    Arrays.setAll(voiced, t -> d.voiced()[t] ? 1 : 0);
    List<double[]> tracks = new ArrayList<>(List.of(voiced));
    Collections.addAll(tracks, d.pitch(), d.jitter(), d.shimmer(), d.hnr(), d.loudness(), d.flux());
    Collections.addAll(tracks, d.mfcc());
    Collections.addAll(tracks, d.alphaRatio(), d.hammarberg(), d.slopeLow(), d.slopeHigh());
    Collections.addAll(tracks, d.h1h2(), d.h1a3());
    Collections.addAll(tracks, d.formant());
    Collections.addAll(tracks, d.bandwidth());
    Collections.addAll(tracks, d.amplitude());
    return tracks.stream().map(VoiceMeasures::filled).toArray(double[][]::new);
  }

  private static double[] filled(double[] track) {
    double mean = Arrays.stream(track).filter(x -> !Double.isNaN(x)).average().orElse(0);
    return Arrays.stream(track).map(x -> Double.isNaN(x) ? mean : x).toArray();
  }
}
