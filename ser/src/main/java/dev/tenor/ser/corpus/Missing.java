package dev.tenor.ser.corpus;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Compares a corpus on disk with what its authors published: papers differ in their counts, and a
/// score on other utterances is another score.
public final class Missing {
  private Missing() {}

  /// One line if the numbers of recordings of the classes are not the published ones, else none.
  public static List<String> lines(Corpus corpus, Listing listing) {
    SortedMap<String, Integer> published = new TreeMap<>(corpus.publishedCounts());
    published.keySet().removeIf(raw -> listing.labels().classOf(raw).isEmpty());
    SortedMap<String, Integer> found = new TreeMap<>(listing.found());
    found.keySet().retainAll(published.keySet());
    if (found.equals(published)) {
      return List.of();
    }
    String differences =
        published.entrySet().stream()
            .filter(p -> !p.getValue().equals(found.get(p.getKey())))
            .map(p ->
                String.format(
                    Locale.ROOT,
                    "%s %d of %d",
                    p.getKey(),
                    found.getOrDefault(p.getKey(), 0),
                    p.getValue()))
            .collect(Collectors.joining(", "));
    return List.of(
        String.format(
            Locale.ROOT,
            "%s: %d recordings of %s, %d are published: %s",
            corpus.name(),
            sum(found),
            String.join(", ", listing.labels().labels()),
            sum(published),
            differences));
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
