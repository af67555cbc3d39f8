package dev.tenor.ser.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What one measure of the voice adds.
///
/// @param name of the column, see docs/functionals.md
/// @param value the mean over the frames, in standard deviations from the mean of the training data
/// @param attribution the sum of its integrated gradients over all frames
public record Measure(String name, double value, double attribution) {
  /// All measures behind the mel bins, those that add or take most first.
  ///
  /// @param names of all columns
  /// @param input [frames · columns], standardised
  static List<Measure> of(
      List<String> names, int mels, float[] input, IntegratedGradients gradients) {
    int columns = names.size();
    List<Measure> measures = new ArrayList<>();
    for (int c = mels; c < columns; c++) {
      double sum = 0;
      for (int i = c; i < input.length; i += columns) {
        sum += input[i];
      }
      double attribution = gradients.sum(c, c + 1, columns);
      measures.add(new Measure(names.get(c), sum * columns / input.length, attribution));
    }
    measures.sort(Comparator.comparingDouble((Measure m) -> -Math.abs(m.attribution())));
    return measures;
  }
}
