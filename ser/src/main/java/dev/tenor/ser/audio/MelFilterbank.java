package dev.tenor.ser.audio;

import java.util.Arrays;
import java.util.Locale;

/// Triangular mel filters as librosa 0.8 builds them: `nMels + 2` points equally spaced on the mel
/// scale from `fMin` to `fMax`; filter m rises from point m to m + 1 and falls to point m + 2.
///
/// A filter touches only a few FFT bins, so only the weights of its own bins are kept.
public final class MelFilterbank {
  private final int bins;

  /// First FFT bin of each filter.
  private final int[] first;

  /// Weights of each filter from its first bin on.
  private final double[][] weights;

  public MelFilterbank(FeatureConfig config) {
    bins = config.nFft() / 2 + 1;
    first = new int[config.nMels()];
    weights = new double[config.nMels()][];
    double[] points = points(config.melScale(), config.fMin(), config.fMax(), config.nMels());
    double hertzPerBin = (double) config.sampleRate() / config.nFft();
    for (int m = 0; m < config.nMels(); m++) {
      double lower = points[m];
      double centre = points[m + 1];
      double upper = points[m + 2];
      int from = firstBin(lower, hertzPerBin);
      int to = Math.min(bins, endBin(upper, hertzPerBin));
      double scale = config.melNorm() == MelNorm.SLANEY ? 2 / (upper - lower) : 1;
      first[m] = from;
      weights[m] = new double[to - from];
      for (int k = from; k < to; k++) {
        double hertz = k * hertzPerBin;
        double rise = (hertz - lower) / (centre - lower);
        double fall = (upper - hertz) / (upper - centre);
        weights[m][k - from] = scale * Math.max(0, Math.min(rise, fall));
      }
    }
  }

  /// @throws IllegalArgumentException where a filter is so narrow that no FFT bin falls into it
  static void check(MelScale scale, double fMin, double fMax, int nMels, double hertzPerBin) {
    double[] points = points(scale, fMin, fMax, nMels);
    for (int m = 0; m < nMels; m++) {
      double lower = points[m];
      double upper = points[m + 2];
      if (firstBin(lower, hertzPerBin) >= endBin(upper, hertzPerBin)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "features: mel filter %d of %d covers no FFT bin (%.1f..%.1f Hz, bins every %.1f Hz);"
                    + " use fewer nMels or a larger nFft",
                m,
                nMels,
                lower,
                upper,
                hertzPerBin));
      }
    }
  }

  /// The first FFT bin above a frequency.
  private static int firstBin(double lower, double hertzPerBin) {
    return (int) Math.floor(lower / hertzPerBin) + 1;
  }

  /// The first FFT bin that is not below a frequency.
  private static int endBin(double upper, double hertzPerBin) {
    return (int) Math.ceil(upper / hertzPerBin);
  }

  private static double[] points(MelScale scale, double fMin, double fMax, int nMels) {
    double low = scale.toMel(fMin);
    double high = scale.toMel(fMax);
    double[] points = new double[nMels + 2];
    Arrays.setAll(points, i -> scale.toHertz(low + (high - low) * i / (nMels + 1)));
    return points;
  }

  int nMels() {
    return weights.length;
  }

  /// Mel powers of one frame.
  ///
  /// @param power [bins]
  /// @param mel [nMels], overwritten
  public void apply(double[] power, double[] mel) {
    for (int m = 0; m < weights.length; m++) {
      mel[m] = dot(weights[m], power, first[m]);
    }
  }

  /// The filters as a dense matrix [nMels, bins], row-major.
  public float[] dense() {
    float[] dense = new float[weights.length * bins];
    for (int m = 0; m < weights.length; m++) {
      for (int k = 0; k < weights[m].length; k++) {
        dense[m * bins + first[m] + k] = (float) weights[m][k];
      }
    }
    return dense;
  }

  /// Four accumulators, because one would wait for the latency of every addition.
  private static double dot(double[] w, double[] x, int offset) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 3 < w.length; k += 4) {
      s0 += w[k] * x[offset + k];
      s1 += w[k + 1] * x[offset + k + 1];
      s2 += w[k + 2] * x[offset + k + 2];
      s3 += w[k + 3] * x[offset + k + 3];
    }
    for (; k < w.length; k++) {
      s0 += w[k] * x[offset + k];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
