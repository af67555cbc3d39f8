package dev.tenor.ser.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Holm's adjustment of p-values for the number of comparisons (Holm, 1979): the smallest is
/// multiplied by their number, the next one by one less, and so on, none falling below the one
/// before.
public final class Holm {
  private Holm() {}

  /// @return the adjusted p-values, in the given order
  public static double[] adjust(double... pValues) {
    List<Integer> order =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .toList();
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int rank = 0; rank < pValues.length; rank++) {
      int i = order.get(rank);
      largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[i]));
      adjusted[i] = largest;
    }
    return adjusted;
  }
}
