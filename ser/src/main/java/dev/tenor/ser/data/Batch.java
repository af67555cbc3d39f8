package dev.tenor.ser.data;

import java.util.ArrayList;
import java.util.List;

/// A few examples side by side.
///
/// @param features [size · frames · mels]
/// @param labels class numbers as floats, [size]
public record Batch(float[] features, float[] labels) {
  public int size() {
    return labels.length;
  }

  /// Joins examples; all have the same number of features.
  public static Batch of(List<Example> examples) {
    int each = examples.getFirst().features().length;
    float[] features = new float[examples.size() * each];
    float[] labels = new float[examples.size()];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(examples.get(i).features(), 0, features, i * each, each);
      labels[i] = examples.get(i).label();
    }
    return new Batch(features, labels);
  }

  /// Cuts examples into groups of `size`, in the given order; the last group may be smaller.
  public static List<List<Example>> groups(List<Example> examples, int[] order, int size) {
    List<List<Example>> groups = new ArrayList<>();
    for (int from = 0; from < order.length; from += size) {
      List<Example> group = new ArrayList<>();
      for (int i = from; i < Math.min(order.length, from + size); i++) {
        group.add(examples.get(order[i]));
      }
      groups.add(group);
    }
    return groups;
  }
}
