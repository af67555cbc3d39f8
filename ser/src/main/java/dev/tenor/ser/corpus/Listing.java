package dev.tenor.ser.corpus;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a corpus holds: its utterances in key order, and what was left out.
///
/// @param corpus the name of the corpus
/// @param labels the classes
/// @param utterances sorted by key, each of one of the classes
/// @param leftOut emotion (or other kind of recording) outside the classes → number of files
/// @param publishedFolds the corpus' published speaker-disjoint test folds, empty if it has none
public record Listing(
    String corpus,
    LabelMap labels,
    List<Utterance> utterances,
    SortedMap<String, Integer> leftOut,
    List<Set<String>> publishedFolds) {
  public Listing {
    utterances = utterances.stream().sorted(Comparator.comparing(Utterance::key)).toList();
    leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
    publishedFolds = List.copyOf(publishedFolds);
    for (int i = 0; i < utterances.size(); i++) {
      labels.index(utterances.get(i).emotion());
      if (i > 0 && utterances.get(i).key().equals(utterances.get(i - 1).key())) {
        throw new IllegalArgumentException(
            corpus + ": the key " + utterances.get(i).key() + " occurs twice");
      }
    }
  }

  public int size() {
    return utterances.size();
  }

  public SortedSet<String> speakers() {
    return utterances.stream()
        .map(Utterance::speaker)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Whether every utterance names its session.
  public boolean hasSessions() {
    return utterances.stream().map(Utterance::session).allMatch(Objects::nonNull);
  }

  /// Utterances per class, in the order of the labels.
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    labels.labels().forEach(label -> counts.put(label, 0));
    utterances.forEach(utterance -> counts.merge(utterance.emotion(), 1, Integer::sum));
    return counts;
  }

  /// One line: `ravdess: 672 utterances, 24 speakers: neutral 96, happy 192, …; left out: calm
  /// 192`.
  public String describe() {
    String text =
        "%s: %d utterances, %d speakers: %s"
            .formatted(corpus, size(), speakers().size(), join(counts()));
    return leftOut.isEmpty() ? text : text + "; left out: " + join(leftOut);
  }

  private static String join(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getKey() + " " + count.getValue())
        .collect(Collectors.joining(", "));
  }
}
