package dev.tenor.ser.voice;

import static dev.tenor.ser.voice.Statistics.where;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The statistics of a recording's tracks, by name.
final class Parameters {
  private final Map<String, Double> values = new LinkedHashMap<>();
  private final Descriptors d;
  private final boolean[] unvoiced;

  private Parameters(Descriptors d) {
    this.d = d;
    unvoiced = new boolean[d.voiced().length];
    for (int t = 0; t < unvoiced.length; t++) {
      unvoiced[t] = !d.voiced()[t];
    }
  }

  /// The 88 parameters in their order.
  static Map<String, Double> of(Descriptors d, Signal signal) {
    Parameters p = new Parameters(d);
    p.contour("pitch", d.pitch());
    p.contour("loudness", d.loudness());
    p.spread("flux", d.flux());
    p.cepstrum("", d.mfcc());
    p.voice();
    p.formants();
    p.shapes();
    p.rhythm(signal.seconds());
    p.values.put("level", level(signal.samples()));
    return p.values;
  }

  /// Percentiles and slopes.
  private void contour(String name, double[] track) {
    spread(name, track);
    double[] percentiles = Statistics.percentiles(track);
    values.put(name + "_p20", percentiles[0]);
    values.put(name + "_p50", percentiles[1]);
    values.put(name + "_p80", percentiles[2]);
    values.put(name + "_range", percentiles[2] - percentiles[0]);
    both(name + "_rising", Segments.rising(track));
    both(name + "_falling", Segments.falling(track));
  }

  /// Of what is positive: mean and coefficient of variation.
  private void spread(String name, double[] track) {
    values.put(name + "_mean", Statistics.mean(track));
    values.put(name + "_cv", Statistics.variation(track));
  }

  /// Of what has no natural zero, or lies on either side of it: mean and standard deviation.
  private void both(String name, double[] track) {
    values.put(name + "_mean", Statistics.mean(track));
    values.put(name + "_sd", Statistics.deviation(track));
  }

  private void cepstrum(String where, double[][] mfcc) {
    for (int j = 0; j < mfcc.length; j++) {
      both("mfcc" + (j + 1) + where, mfcc[j]);
    }
  }

  private void voice() {
    spread("jitter", d.jitter());
    spread("shimmer", d.shimmer());
    both("hnr", d.hnr());
    both("h1_h2", d.h1h2());
    both("h1_a3", d.h1a3());
  }

  private void formants() {
    for (int k = 0; k < Formants.COUNT; k++) {
      String name = "f" + (k + 1);
      spread(name + "_frequency", d.formant()[k]);
      spread(name + "_bandwidth", d.bandwidth()[k]);
      both(name + "_level", d.amplitude()[k]);
    }
  }

  /// The shape of the spectrum in voiced and in unvoiced frames.
  private void shapes() {
    Map<String, double[]> shapes = new LinkedHashMap<>();
    shapes.put("alpha_ratio", d.alphaRatio());
    shapes.put("hammarberg", d.hammarberg());
    shapes.put("slope_0_500", d.slopeLow());
    shapes.put("slope_500_1500", d.slopeHigh());
    shapes.forEach((name, track) -> both(name + "_voiced", where(track, d.voiced())));
    spread("flux_voiced", where(d.flux(), d.voiced()));
    double[][] voiced = new double[d.mfcc().length][];
    for (int j = 0; j < voiced.length; j++) {
      voiced[j] = where(d.mfcc()[j], d.voiced());
    }
    cepstrum("_voiced", voiced);
    shapes.put("flux", d.flux());
    shapes.forEach((name, track) ->
        values.put(name + "_unvoiced_mean", Statistics.mean(where(track, unvoiced))));
  }

  private void rhythm(double seconds) {
    values.put("loudness_peaks_per_second", Segments.peaks(d.loudness()) / seconds);
    values.put("voiced_segments_per_second", Segments.of(d.pitch()).size() / seconds);
    both("voiced_seconds", lengths(Segments.of(d.pitch())));
    both("unvoiced_seconds", lengths(Segments.gaps(d.pitch())));
  }

  private static double[] lengths(List<Segments.Stretch> stretches) {
    return stretches.stream().mapToDouble(Segments.Stretch::seconds).toArray();
  }

  /// Root mean square level relative to full scale, dB, at least −100.
  private static double level(float[] samples) {
    double sum = 0;
    for (float x : samples) {
      sum += (double) x * x;
    }
    return 10 * StrictMath.log10(Math.max(sum / samples.length, 1e-10));
  }
}
