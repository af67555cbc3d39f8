package dev.tenor.ser.data;

import java.util.List;

/// A batch of utterances with equally many frames.
///
/// @param features [size · frames · mels]
/// @param labels class numbers as floats, [size]
/// @param targets the share of every class in each utterance [size · classes], null where the label
///   has all of it
public record Batch(float[] features, float[] labels, float[] targets) {
  public Batch(float[] features, float[] labels) {
    this(features, labels, null);
  }

  public int size() {
    return labels.length;
  }

  /// Stacks examples; all have the same number of features.
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
}
