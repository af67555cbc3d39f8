package dev.tenor.ser.experiment;

import dev.tenor.ser.stats.McNemar;
import dev.tenor.ser.stats.PairedPermutation;
import dev.tenor.ser.stats.Predictions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// Significance tests between two variants, on their common folds and seeds.
///
/// @param pairs how many runs are paired
/// @param wa permutation test of the paired WA, likewise `ua`
/// @param mcNemar of the predictions with the lowest common seed, all folds together
public record Comparison(
    String first,
    String second,
    int pairs,
    PairedPermutation wa,
    PairedPermutation ua,
    McNemar mcNemar) {
  private static final long SEED = 1;

  /// @return null if no fold and seed is common
  /// @throws IllegalArgumentException if two runs were tested on other utterances or labels
  static Comparison of(
      String firstName, List<RunRecord> first, String secondName, List<RunRecord> second) {
    List<RunRecord[]> pairs = pairs(first, second);
    if (pairs.isEmpty()) {
      return null;
    }
    long seed = pairs.stream().mapToLong(pair -> pair[0].run().seed()).min().orElseThrow();
    return new Comparison(
        firstName,
        secondName,
        pairs.size(),
        permutation(pairs, record -> record.test().wa()),
        permutation(pairs, record -> record.test().ua()),
        McNemar.of(right(pairs, 0, seed), right(pairs, 1, seed)));
  }

  private static List<RunRecord[]> pairs(List<RunRecord> first, List<RunRecord> second) {
    Map<String, RunRecord> byFold = new TreeMap<>();
    second.forEach(record -> byFold.put(place(record), record));
    List<RunRecord[]> pairs = new ArrayList<>();
    first.stream()
        .filter(record -> byFold.containsKey(place(record)))
        .sorted(Comparator.comparing(Comparison::place))
        .forEach(record -> pairs.add(new RunRecord[] {record, byFold.get(place(record))}));
    pairs.forEach(pair -> requireSameTask(pair[0], pair[1]));
    return pairs;
  }

  /// Scores on different utterances, classes or labels cannot be compared.
  static void requireSameTask(RunRecord first, RunRecord second) {
    Predictions a = first.predictions();
    Predictions b = second.predictions();
    if (!a.keys().equals(b.keys())) {
      throw refused(first, second, "were tested on other utterances", "on the same split");
    }
    if (!Set.copyOf(a.labels()).equals(Set.copyOf(b.labels()))) {
      String classes = "tell other classes apart, " + a.labels() + " and " + b.labels();
      throw refused(first, second, classes, "with the same labels");
    }
    for (int i = 0; i < a.size(); i++) {
      String one = a.labels().get(a.truth()[i]);
      String other = b.labels().get(b.truth()[i]);
      if (!one.equals(other)) {
        String truth = "call " + a.keys().get(i) + " " + one + " and " + other;
        throw refused(first, second, truth, "with the same labels and aliases");
      }
    }
  }

  private static IllegalArgumentException refused(
      RunRecord first, RunRecord second, String difference, String wanted) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s and %s %s; only runs %s can be compared",
            first.run().title(),
            second.run().title(),
            difference,
            wanted));
  }

  private static String place(RunRecord record) {
    return String.format(Locale.ROOT, "%d/%d", record.run().seed(), record.run().fold());
  }

  private static PairedPermutation permutation(
      List<RunRecord[]> pairs, ToDoubleFunction<RunRecord> score) {
    return PairedPermutation.of(
        pairs.stream().mapToDouble(pair -> score.applyAsDouble(pair[1])).toArray(),
        pairs.stream().mapToDouble(pair -> score.applyAsDouble(pair[0])).toArray(),
        SEED);
  }

  /// The predictions of several seeds for one utterance are not independent, so one seed is used.
  private static boolean[] right(List<RunRecord[]> pairs, int side, long seed) {
    return Predictions.pooled(
            pairs.stream()
                .filter(pair -> pair[0].run().seed() == seed)
                .map(pair -> pair[side].predictions())
                .toList())
        .right();
  }
}
