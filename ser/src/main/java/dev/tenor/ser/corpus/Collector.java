package dev.tenor.ser.corpus;

import dev.tenor.ser.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Collects the utterances of a corpus with its own emotion labels, and maps these to classes.
public final class Collector {
  private final Corpus corpus;
  private final LabelMap labels;
  private final List<Utterance> utterances = new ArrayList<>();
  private final SortedMap<String, Integer> found = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  public Collector(Corpus corpus, LabelMap labels) {
    this.corpus = corpus;
    this.labels = labels;
  }

  /// Counts an utterance, and keeps it if its emotion maps to a class.
  public void add(Utterance utterance) {
    String raw = utterance.emotion();
    count(raw);
    Optional<String> label = labels.classOf(raw);
    label.ifPresent(name -> utterances.add(utterance.withEmotion(name)));
  }

  /// Counts a recording that is left out for another reason than its emotion.
  public void count(String kind) {
    found.merge(kind, 1, Integer::sum);
  }

  /// Whether any utterance has a class.
  public boolean hasUtterances() {
    return !utterances.isEmpty();
  }

  /// Adds a note for the user.
  public void note(String line) {
    notes.add(line);
  }

  /// @param place where the recordings were looked for
  /// @throws DataException if none has a class
  public Listing listing(Path place) throws DataException {
    return listing(place, List.of());
  }

  /// The same of a list.
  public Listing listingInOrder(Path place) throws DataException {
    return listing(place, utterances.stream().map(Utterance::key).toList());
  }

  private Set<String> speakers() {
    return utterances.stream().map(Utterance::speaker).collect(Collectors.toSet());
  }

  private Listing listing(Path place, List<String> order) throws DataException {
    if (utterances.isEmpty()) {
      int count = found.values().stream().mapToInt(Integer::intValue).sum();
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: none of its %d recordings is of a class %s%s: left out %s",
              place,
              count,
              labels.labels(),
              labels.labels().stream().map(EmotionWords::didYouMean).collect(Collectors.joining()),
              found));
    }
    LookAlikes.of(speakers()).line().ifPresent(notes::add);
    return new Listing(
        corpus.name(), labels, utterances, found, corpus.publishedFolds(), order, notes);
  }
}
