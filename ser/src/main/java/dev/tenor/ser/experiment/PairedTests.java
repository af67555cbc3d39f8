package dev.tenor.ser.experiment;

import dev.tenor.ser.stats.McNemar;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.PairedPermutation;
import dev.tenor.ser.stats.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/// Significance tests of two systems on the same test sets, with speakers as units: their
/// utterances are not independent, and new speakers are what a model will hear.
///
/// @param first the name of the first system
/// @param pairs how many runs are paired: the two where each system has one, else those of the same
///   fold and seed
/// @param speakers how many
/// @param wa permutation test over the WA of each speaker, second minus first; likewise `ua`
/// @param mcNemar of the predictions with the lowest common seed, all folds together
public record PairedTests(
    String first,
    String second,
    int pairs,
    int speakers,
    PairedPermutation wa,
    PairedPermutation ua,
    McNemar mcNemar) {
  private static final long SEED = 1;

  /// @throws IllegalArgumentException if they have no common fold and seed, or were tested on other
  ///   utterances or labels
  public static PairedTests of(Contender first, Contender second) {
    List<RunRecord[]> pairs = pairs(first.records(), second.records());
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException(
          first.name() + " and " + second.name() + " have no fold and seed in common");
    }
    pairs.forEach(pair -> Comparison.requireSameTask(pair[0], pair[1]));
    Predictions a = pooled(pairs, 0);
    Predictions b = pooled(pairs, 1);
    Map<String, String> speakers = first.speakers();
    List<String> units =
        List.copyOf(
            new TreeSet<>(a.keys().stream().map(speakers::get).filter(Objects::nonNull).toList()));
    if (units.isEmpty()) {
      throw new IllegalArgumentException(first.name() + " does not know its speakers any more");
    }
    long seed = pairs.stream().mapToLong(pair -> pair[0].run().seed()).min().orElseThrow();
    List<RunRecord[]> once = pairs.stream().filter(p -> p[0].run().seed() == seed).toList();
    return new PairedTests(
        first.name(),
        second.name(),
        pairs.size(),
        units.size(),
        permutation(units, speakers, a, b, Metrics::wa),
        permutation(units, speakers, a, b, Metrics::ua),
        McNemar.of(pooled(once, 0).right(), pooled(once, 1).right()));
  }

  private static List<RunRecord[]> pairs(List<RunRecord> first, List<RunRecord> second) {
    List<RunRecord[]> pairs = new ArrayList<>();
    boolean single = first.size() == 1 && second.size() == 1;
    for (RunRecord a : first) {
      for (RunRecord b : second) {
        if (single || place(a).equals(place(b))) {
          pairs.add(new RunRecord[] {a, b});
        }
      }
    }
    return pairs;
  }

  private static String place(RunRecord record) {
    return String.format(Locale.ROOT, "%d/%d", record.run().seed(), record.run().fold());
  }

  private static Predictions pooled(List<RunRecord[]> pairs, int side) {
    return Predictions.pooled(pairs.stream().map(pair -> pair[side].predictions()).toList());
  }

  private static PairedPermutation permutation(
      List<String> units,
      Map<String, String> speakers,
      Predictions a,
      Predictions b,
      ToDoubleFunction<Metrics> score) {
    double[] first = new double[units.size()];
    double[] second = new double[units.size()];
    for (int i = 0; i < units.size(); i++) {
      String unit = units.get(i);
      first[i] = score.applyAsDouble(a.only(key -> unit.equals(speakers.get(key))).metrics());
      second[i] = score.applyAsDouble(b.only(key -> unit.equals(speakers.get(key))).metrics());
    }
    return PairedPermutation.of(second, first, SEED);
  }
}
