package dev.tenor.ser.baseline;

import dev.tenor.ser.stats.Quantile;
import java.util.Arrays;

/// Functionals of a recording, as openSMILE calls them: a vector of the same length for every
/// recording, which says how loud each mel band is and how much it moves, and not when.
///
/// Silence says nothing, and zero padding is silence: the level of a frame is the mean over its mel
/// bands in decibels, and frames whose level is below lowest + 0.15 · (highest − lowest) of their
/// recording are left out. Where fewer than two would remain, all are used.
public final class Functionals {
  /// How many values a mel band gives.
  private static final int PER_BAND = 4;

  private static final double FLOOR = 0.15;
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  private Functionals() {}

  /// The length of the vector.
  public static int size(int mels) {
    return PER_BAND * mels;
  }

  /// The functionals of one recording.
  ///
  /// @param logMel [frames · mels], row-major, in decibels
  /// @return [4 · mels] in decibels: of every band the mean, then of every band the standard
  ///   deviation (of the population), the mean absolute difference of frames that follow each other
  ///   among those used (0 where there is one), and the range from the 10th to the 90th percentile
  ///   (numpy's, with linear interpolation)
  /// @throws IllegalArgumentException where there is no frame or the values are no rows of `mels`
  public static float[] of(float[] logMel, int mels) {
    if (logMel.length == 0 || logMel.length % mels != 0) {
      throw new IllegalArgumentException(
          "functionals: "
              + logMel.length
              + " values are no frames of "
              + mels
              + " mel bands; give at least one whole frame");
    }
    int[] frames = used(logMel, mels);
    float[] values = new float[size(mels)];
    double[] band = new double[frames.length];
    for (int m = 0; m < mels; m++) {
      for (int i = 0; i < frames.length; i++) {
        band[i] = logMel[frames[i] * mels + m];
      }
      double mean = Arrays.stream(band).average().orElseThrow();
      values[m] = (float) mean;
      values[mels + m] = (float) deviation(band, mean);
      values[2 * mels + m] = (float) difference(band);
      Arrays.sort(band);
      values[3 * mels + m] = (float) (Quantile.of(band, HIGH) - Quantile.of(band, LOW));
    }
    return values;
  }

  /// The numbers of the frames that are used.
  private static int[] used(float[] logMel, int mels) {
    double[] level = new double[logMel.length / mels];
    for (int i = 0; i < logMel.length; i++) {
      level[i / mels] += (double) logMel[i] / mels;
    }
    double lowest = Arrays.stream(level).min().orElseThrow();
    double highest = Arrays.stream(level).max().orElseThrow();
    double threshold = lowest + FLOOR * (highest - lowest);
    int[] all = new int[level.length];
    Arrays.setAll(all, t -> t);
    int[] used = Arrays.stream(all).filter(t -> level[t] >= threshold).toArray();
    return used.length < 2 ? all : used;
  }

  private static double deviation(double[] band, double mean) {
    double sum = 0;
    for (double value : band) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / band.length);
  }

  private static double difference(double[] band) {
    double sum = 0;
    for (int i = 1; i < band.length; i++) {
      sum += Math.abs(band[i] - band[i - 1]);
    }
    return band.length == 1 ? 0 : sum / (band.length - 1);
  }
}
