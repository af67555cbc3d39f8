package dev.tenor.engine.ops;

import java.util.Arrays;

/// Which elements of an axis of length `in` each of `out` results is a weighted sum of, as
/// [dev.tenor.engine.backend.Resampling] takes it.
///
/// @param values [out, 2 + taps]: first element, how many, their weights
record AxisTable(int in, int out, int taps, float[] values) {
  /// The weight of element j in result i, where not 0.
  @FunctionalInterface
  private interface Weight {
    double of(int i, int j);
  }

  /// Result i lies inside elements from\[i\] … to\[i\] − 1. Their weights other than 0 are
  /// neighbours.
  private static AxisTable of(int in, int[] from, int[] to, Weight weight) {
    int out = from.length;
    int taps = 0;
    for (int i = 0; i < out; i++) {
      while (from[i] < to[i] && (float) weight.of(i, from[i]) == 0) {
        from[i]++;
      }
      while (from[i] < to[i] && (float) weight.of(i, to[i] - 1) == 0) {
        to[i]--;
      }
      taps = Math.max(taps, to[i] - from[i]);
    }
    float[] values = new float[out * (2 + taps)];
    for (int i = 0; i < out; i++) {
      int at = i * (2 + taps);
      values[at] = from[i] < to[i] ? from[i] : 0;
      values[at + 1] = to[i] - from[i];
      for (int j = from[i]; j < to[i]; j++) {
        values[at + 2 + j - from[i]] = (float) weight.of(i, j);
      }
    }
    return new AxisTable(in, out, taps, values);
  }

  /// Each result is the element at ⌊i·in/out⌋.
  static AxisTable nearest(int in, int out) {
    int[] from = new int[out];
    Arrays.setAll(from, i -> (int) ((long) i * in / out));
    return of(in, from, Arrays.stream(from).map(j -> j + 1).toArray(), (i, j) -> 1);
  }

  /// Each result lies between two elements. With `alignCorners` the first and the last results are
  /// the first and the last elements, at i·(in − 1)/(out − 1); otherwise elements are areas, and i
  /// lies at (i + ½)·in/out − ½, but not before the first.
  static AxisTable linear(int in, int out, boolean alignCorners) {
    double[] at = new double[out];
    for (int i = 0; i < out; i++) {
      at[i] =
          alignCorners
              ? (double) i * (in - 1) / Math.max(1, out - 1)
              : Math.clamp((i + 0.5) * in / out - 0.5, 0, in - 1);
    }
    int[] from = Arrays.stream(at).mapToInt(p -> (int) p).toArray();
    int[] to = Arrays.stream(from).map(j -> Math.min(j + 2, in)).toArray();
    return of(in, from, to, (i, j) -> 1 - Math.abs(at[i] - j));
  }

  /// Each result is the mean of elements ⌊i·in/out⌋ … ⌈(i + 1)·in/out⌉ − 1.
  static AxisTable adaptive(int in, int out) {
    int[] from = new int[out];
    int[] to = new int[out];
    for (int i = 0; i < out; i++) {
      from[i] = adaptiveStart(i, in, out);
      to[i] = adaptiveEnd(i, in, out);
    }
    int[] begin = from.clone();
    int[] end = to.clone();
    return of(in, from, to, (i, j) -> 1.0 / (end[i] - begin[i]));
  }

  static int adaptiveStart(int i, int in, int out) {
    return (int) ((long) i * in / out);
  }

  static int adaptiveEnd(int i, int in, int out) {
    return (int) Math.ceilDiv((i + 1L) * in, out);
  }

  /// Each result is the mean of `kernel` elements, `stride` apart from the next; with `countPad` of
  /// the zeros in the padding too.
  static AxisTable average(int in, int out, int kernel, int stride, int padding, boolean countPad) {
    int[] from = new int[out];
    int[] to = new int[out];
    double[] share = new double[out];
    for (int i = 0; i < out; i++) {
      int start = i * stride - padding;
      from[i] = Math.max(0, start);
      to[i] = Math.min(in, start + kernel);
      share[i] = 1.0 / (countPad ? kernel : to[i] - from[i]);
    }
    return of(in, from, to, (i, j) -> share[i]);
  }

  /// The table of the gradient: which results each element is a part of.
  AxisTable transposed() {
    int[] from = new int[in];
    int[] to = new int[in];
    Arrays.fill(from, out);
    for (int i = 0; i < out; i++) {
      for (int j = first(i); j < first(i) + count(i); j++) {
        from[j] = Math.min(from[j], i);
        to[j] = i + 1;
      }
    }
    for (int j = 0; j < in; j++) {
      from[j] = Math.min(from[j], to[j]);
    }
    return of(out, from, to, (j, i) -> weight(i, j));
  }

  /// The weights as a matrix [out,in], row-major.
  float[] dense() {
    float[] dense = new float[out * in];
    for (int i = 0; i < out; i++) {
      for (int j = first(i); j < first(i) + count(i); j++) {
        dense[i * in + j] = weight(i, j);
      }
    }
    return dense;
  }

  private int first(int i) {
    return (int) values[i * (2 + taps)];
  }

  private int count(int i) {
    return (int) values[i * (2 + taps) + 1];
  }

  private float weight(int i, int j) {
    return values[i * (2 + taps) + 2 + j - first(i)];
  }
}
