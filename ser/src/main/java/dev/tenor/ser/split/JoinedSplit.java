package dev.tenor.ser.split;

import dev.tenor.ser.corpus.JoinedListing;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The splits of several corpora, each split by itself, as one split of a [JoinedListing].
public final class JoinedSplit {
  private JoinedSplit() {}

  /// @param parts name in the joined listing → split of that corpus
  /// @param fold the fold of the joined split
  public static Split of(
      SequencedMap<String, Split> parts, String protocol, long seed, int fold, int foldCount) {
    SortedMap<String, Side> sides = new TreeMap<>();
    parts.forEach((name, split) ->
        split.sides().forEach((key, side) -> sides.put(JoinedListing.key(name, key), side)));
    return new Split(
        String.join("+", parts.keySet()), protocol, rule(parts), seed, fold, foldCount, sides);
  }

  /// A split of a corpus whose test set is elsewhere: its test utterances validate, all others are
  /// trained on.
  public static Split withoutTest(Split split) {
    SortedMap<String, Side> sides = new TreeMap<>(split.sides());
    sides.replaceAll((_, side) -> side == Side.TEST ? Side.VAL : Side.TRAIN);
    return new Split(
        split.corpus(),
        split.protocol(),
        "the fold's test set validates: " + split.rule(),
        split.seed(),
        split.fold(),
        split.foldCount(),
        sides);
  }

  /// `each corpus by itself: speaker-disjoint`, or the rule of each where they differ.
  private static String rule(SequencedMap<String, Split> parts) {
    long rules = parts.values().stream().map(Split::rule).distinct().count();
    return "each corpus by itself: "
        + (rules == 1
            ? parts.firstEntry().getValue().rule()
            : parts.entrySet().stream().map(JoinedSplit::rule).collect(Collectors.joining("; ")));
  }

  private static String rule(Map.Entry<String, Split> part) {
    return part.getKey() + " " + part.getValue().rule();
  }
}
