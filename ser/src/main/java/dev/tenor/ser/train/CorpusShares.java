package dev.tenor.ser.train;

import dev.tenor.ser.data.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// How much of an epoch each corpus gets. Corpora without a share divide what the others leave in
/// proportion to their sizes; without any shares, each gets as many examples as it has.
///
/// @param apart whether the corpora of the examples are told apart at all
/// @param given corpus → share in (0, 1]
public record CorpusShares(boolean apart, SortedMap<String, Double> given) {
  /// All examples are of one corpus.
  public static final CorpusShares NONE = new CorpusShares(false, Collections.emptySortedMap());

  private static final double TOLERANCE = 1e-6;

  public CorpusShares {
    given = Collections.unmodifiableSortedMap(new TreeMap<>(given));
    given.forEach((name, share) -> {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "share of %s: %s is not in (0, 1]; 0.5 is half an epoch",
                name,
                share));
      }
    });
  }

  /// Some of the corpora's examples, and how many an epoch takes of them.
  ///
  /// @param members indices of examples
  record Part(List<Integer> members, int count) {}

  /// @throws IllegalArgumentException if a share is of no corpus, or the shares do not fit
  public void check(Set<String> corpora) {
    for (String name : given.keySet()) {
      if (!corpora.contains(name)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "share of %s: there is no such corpus in the training set; corpora: %s",
                name,
                String.join(", ", corpora)));
      }
    }
    double sum = sum();
    boolean all = given.size() == corpora.size();
    if (all ? Math.abs(sum - 1) > TOLERANCE : sum >= 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "shares %s: their sum is %.3f; %s",
              given,
              sum,
              all ? "make it 1" : "leave something for the corpora without a share"));
    }
  }

  private double sum() {
    return given.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /// The parts of an epoch of as many examples as there are, in the order of the corpora's names.
  List<Part> parts(List<Example> examples) {
    SequencedMap<String, List<Integer>> corpora = new TreeMap<>();
    for (int i = 0; i < examples.size(); i++) {
      String own = apart ? examples.get(i).utterance().corpus() : null;
      corpora.computeIfAbsent(own == null ? "" : own, _ -> new ArrayList<>()).add(i);
    }
    int others =
        corpora.entrySet().stream()
            .filter(c -> !given.containsKey(c.getKey()))
            .mapToInt(c -> c.getValue().size())
            .sum();
    double rest = (1 - sum()) / Math.max(1, others);
    List<Part> parts = new ArrayList<>();
    double upTo = 0;
    int drawn = 0;
    for (Map.Entry<String, List<Integer>> corpus : corpora.entrySet()) {
      List<Integer> members = corpus.getValue();
      upTo += given.getOrDefault(corpus.getKey(), rest * members.size());
      int end = (int) Math.rint(upTo * examples.size());
      parts.add(new Part(members, end - drawn));
      drawn = end;
    }
    return parts;
  }
}
