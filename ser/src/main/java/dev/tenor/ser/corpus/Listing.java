package dev.tenor.ser.corpus;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
/// @param found every emotion (or other kind of recording) of the corpus, in its own words → number
///   of files, also of those that are no class
/// @param publishedFolds the corpus' published speaker-disjoint test folds, empty if it has none
/// @param order the keys in the order of the list that the corpus was read from; empty if it was
///   read from a folder, which has none
/// @param notes notes about the input that belong in every report, one sentence each
public record Listing(
    String corpus,
    LabelMap labels,
    List<Utterance> utterances,
    SortedMap<String, Integer> found,
    List<Set<String>> publishedFolds,
    List<String> order,
    List<String> notes) {
  public Listing {
    notes = List.copyOf(notes);
    utterances = utterances.stream().sorted(Comparator.comparing(Utterance::key)).toList();
    found = Collections.unmodifiableSortedMap(new TreeMap<>(found));
    publishedFolds = List.copyOf(publishedFolds);
    order = List.copyOf(order);
    for (int i = 0; i < utterances.size(); i++) {
      labels.index(utterances.get(i).emotion());
      if (i > 0 && utterances.get(i).key().equals(utterances.get(i - 1).key())) {
        throw new IllegalArgumentException(
            corpus + ": the key " + utterances.get(i).key() + " occurs twice");
      }
    }
    Set<String> keys = utterances.stream().map(Utterance::key).collect(Collectors.toSet());
    if (!order.isEmpty() && !(order.size() == keys.size() && keys.equals(new HashSet<>(order)))) {
      throw new IllegalArgumentException(corpus + ": the order does not name every utterance once");
    }
  }

  /// A corpus without an order of its own.
  public Listing(
      String corpus,
      LabelMap labels,
      List<Utterance> utterances,
      SortedMap<String, Integer> found,
      List<Set<String>> publishedFolds) {
    this(corpus, labels, utterances, found, publishedFolds, List.of());
  }

  /// A corpus without notes.
  public Listing(
      String corpus,
      LabelMap labels,
      List<Utterance> utterances,
      SortedMap<String, Integer> found,
      List<Set<String>> publishedFolds,
      List<String> order) {
    this(corpus, labels, utterances, found, publishedFolds, order, List.of());
  }

  /// The same corpus without some utterances, as if it had never held them.
  public Listing without(Set<String> keys) {
    return new Listing(
        corpus,
        labels,
        utterances.stream().filter(u -> !keys.contains(u.key())).toList(),
        found,
        publishedFolds,
        order.stream().filter(key -> !keys.contains(key)).toList(),
        notes);
  }

  public int size() {
    return utterances.size();
  }

  public SortedSet<String> speakers() {
    return utterances.stream()
        .map(Utterance::speaker)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// What the scores of an utterance are reported under: its own corpus where it names one.
  public String corpusOf(Utterance utterance) {
    return utterance.corpus() == null ? corpus : utterance.corpus();
  }

  /// The corpora of the utterances, see [#corpusOf].
  public SortedSet<String> corpora() {
    return utterances.stream().map(this::corpusOf).collect(Collectors.toCollection(TreeSet::new));
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

  /// Emotion (or other kind of recording) outside the classes → number of files.
  public SortedMap<String, Integer> leftOut() {
    SortedMap<String, Integer> leftOut = new TreeMap<>(found);
    leftOut.keySet().removeIf(raw -> labels.classOf(raw).isPresent());
    return leftOut;
  }

  /// The utterances in the order of the list that they were read from, else in key order.
  public List<Utterance> inListOrder() {
    if (order.isEmpty()) {
      return utterances;
    }
    Map<String, Utterance> byKey =
        utterances.stream().collect(Collectors.toMap(Utterance::key, utterance -> utterance));
    return order.stream().map(byKey::get).toList();
  }

  /// One line: `ravdess: 672 utterances, 24 speakers: neutral 96, happy 192, …; left out: calm
  /// 192`. A class of several emotions names them: `happy 1636 (excited 1041, happy 595)`.
  public String describe() {
    String classes =
        counts().entrySet().stream()
            .map(count -> count.getKey() + " " + count.getValue() + parts(count.getKey()))
            .collect(Collectors.joining(", "));
    String text =
        String.format(
            Locale.ROOT,
            "%s: %d utterances, %d speakers: %s",
            corpus,
            size(),
            speakers().size(),
            classes);
    return leftOut().isEmpty() ? text : text + "; left out: " + join(leftOut());
  }

  private String parts(String label) {
    SortedMap<String, Integer> parts = new TreeMap<>(found);
    parts.keySet().removeIf(raw -> !labels.classOf(raw).orElse("").equals(label));
    boolean plain = parts.isEmpty() || parts.keySet().equals(Set.of(label));
    return plain ? "" : " (" + join(parts) + ")";
  }

  private static String join(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getKey() + " " + count.getValue())
        .collect(Collectors.joining(", "));
  }
}
