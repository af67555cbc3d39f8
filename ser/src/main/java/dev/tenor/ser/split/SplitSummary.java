package dev.tenor.ser.split;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.EmotionWords;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.LookAlikes;
import dev.tenor.ser.corpus.Utterance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Counts of the subsets of a split.
///
/// @param counts subset → class → utterances
/// @param speakers subset → speakers
public record SplitSummary(
    Split split, Map<Side, Map<String, Integer>> counts, Map<Side, SortedSet<String>> speakers) {

  private static final String SHARED = "%d of %d test speakers are also in %s";

  static SplitSummary of(Split split, Listing listing) throws DataException {
    Map<Side, Map<String, Integer>> counts = new EnumMap<>(Side.class);
    Map<Side, SortedSet<String>> speakers = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      Map<String, Integer> classes = new LinkedHashMap<>();
      listing.labels().labels().forEach(label -> classes.put(label, 0));
      SortedSet<String> names = new TreeSet<>();
      for (Utterance utterance : split.utterances(listing, side)) {
        classes.merge(utterance.emotion(), 1, Integer::sum);
        names.add(utterance.speaker());
      }
      counts.put(side, Collections.unmodifiableMap(classes));
      speakers.put(side, Collections.unmodifiableSortedSet(names));
    }
    return new SplitSummary(
        split, Collections.unmodifiableMap(counts), Collections.unmodifiableMap(speakers));
  }

  /// Utterances of one subset.
  public int size(Side side) {
    return counts.get(side).values().stream().mapToInt(Integer::intValue).sum();
  }

  /// The speakers that both subsets have.
  public SortedSet<String> shared(Side a, Side b) {
    SortedSet<String> both = new TreeSet<>(speakers.get(a));
    both.retainAll(speakers.get(b));
    return both;
  }

  /// Whether no speaker of the test set is in the training or validation set, also not under a
  /// similar code.
  public boolean testSpeakersUnseen() {
    return shared(Side.TRAIN, Side.TEST).isEmpty()
        && shared(Side.VAL, Side.TEST).isEmpty()
        && lookAlikes().groups().stream().noneMatch(this::touchesTest);
  }

  /// Similar codes that are in different subsets.
  private LookAlikes lookAlikes() {
    SortedSet<String> all = new TreeSet<>();
    speakers.values().forEach(all::addAll);
    return new LookAlikes(
        LookAlikes.of(all).groups().stream()
            .filter(group -> speakers.values().stream().noneMatch(s -> s.containsAll(group)))
            .toList());
  }

  /// Whether a group has codes of the test set and of another subset.
  private boolean touchesTest(SortedSet<String> group) {
    SortedSet<String> others = new TreeSet<>(group);
    return others.removeAll(speakers.get(Side.TEST)) && !others.isEmpty();
  }

  /// @throws DataException if a subset is empty or a class is absent from training
  public void check() throws DataException {
    for (Side side : Side.values()) {
      if (size(side) == 0) {
        throw new DataException(
            split.title() + ": no utterance in " + side + "; choose another fold or protocol");
      }
    }
    for (Map.Entry<String, Integer> count : counts.get(Side.TRAIN).entrySet()) {
      if (count.getValue() == 0) {
        throw new DataException(
            String.format(
                    Locale.ROOT,
                    "%s: the class '%s'%s is absent from training (validation has %d, test %d);",
                    split.title(),
                    count.getKey(),
                    EmotionWords.didYouMean(count.getKey()),
                    counts.get(Side.VAL).get(count.getKey()),
                    counts.get(Side.TEST).get(count.getKey()))
                + " choose another fold, add recordings or take the class out of the labels");
      }
    }
  }

  /// The lines of a report: the protocol, each subset, and whether speakers are shared.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(split.corpus() + ", " + split.title());
    for (Side side : Side.values()) {
      String classes =
          counts.get(side).entrySet().stream()
              .map(count -> count.getKey() + " " + count.getValue())
              .collect(Collectors.joining(", "));
      lines.add(
          String.format(
              Locale.ROOT,
              "%-5s %5d utterances of %d speakers: %s",
              side,
              size(side),
              speakers.get(side).size(),
              classes));
    }
    lines.add(sharing());
    return lines;
  }

  private String sharing() {
    int trained = shared(Side.TRAIN, Side.TEST).size();
    int validated = shared(Side.VAL, Side.TEST).size();
    int validation = shared(Side.TRAIN, Side.VAL).size();
    if (trained > 0 || validated > 0) {
      int all = speakers.get(Side.TEST).size();
      List<String> where = new ArrayList<>();
      if (trained > 0) {
        where.add(String.format(Locale.ROOT, SHARED, trained, all, "training"));
      }
      if (validated > 0) {
        where.add(String.format(Locale.ROOT, SHARED, validated, all, "validation"));
      }
      return "speakers are shared: "
          + String.join(", ", where)
          + "; the score says little about new speakers";
    }
    LookAlikes alike = lookAlikes();
    if (!alike.groups().isEmpty()) {
      return "no code of a test speaker is in training or validation, but codes look alike: "
          + alike.names()
          + "; if they are the same people, the score says little about new speakers";
    }
    return validation == 0
        ? "no speaker is shared between the subsets"
        : String.format(
            Locale.ROOT,
            "test speakers are unseen; %d validation speakers are also in training",
            validation);
  }
}
