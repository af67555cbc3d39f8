package dev.tenor.ser.data;

import java.util.ArrayList;
import java.util.List;

/// A batch of examples.
///
/// @param features [size · frames · mels]
/// @param labels class numbers as floats, [size]
public record Batch(float[] features, float[] labels) {
  public int size() {
    return labels.length;
  }

  /// Stacks examples; all have the same number of features.
  public static Batch of(List<Example> examples) {
    return of(examples, null);
  }

  /// The same, reusing the arrays of `spent`, a batch that is no longer needed, if it has the right
  /// size; may be null.
  public static Batch of(List<Example> examples, Batch spent) {
    int each = examples.getFirst().features().length;
    Batch batch =
        spent != null && spent.size() == examples.size()
            ? spent
            : new Batch(new float[examples.size() * each], new float[examples.size()]);
    for (int i = 0; i < examples.size(); i++) {
      System.arraycopy(examples.get(i).features(), 0, batch.features, i * each, each);
      batch.labels[i] = examples.get(i).label();
    }
    return batch;
  }

  /// Splits examples into groups of `size`, in the given order; the last group may be smaller.
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
