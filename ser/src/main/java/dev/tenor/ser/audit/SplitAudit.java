package dev.tenor.ser.audit;

import dev.tenor.ser.DataException;
import dev.tenor.ser.audit.Overlap.Kind;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.split.Split;
import dev.tenor.ser.stats.Metrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The leakage audit of a split: what its subsets share, and the test scores of baselines that use
/// no audio. Only the margin over these scores is evidence of emotion recognition.
///
/// @param split what was audited
/// @param told number of utterances for which each kind of value is known; the others are not
///   compared
/// @param overlaps of test with train, of validation with train, and of test with validation
/// @param baselines the majority, and three more if the corpus has dialogues and turns
/// @param absent the classes without an utterance in the test set; no score counts them
public record SplitAudit(
    Split split,
    Map<Kind, Integer> told,
    List<Overlap> overlaps,
    List<BaselineScore> baselines,
    List<String> absent) {
  private static final Side[][] PAIRS = {
    {Side.TEST, Side.TRAIN}, {Side.VAL, Side.TRAIN}, {Side.TEST, Side.VAL}
  };

  public SplitAudit {
    told = Collections.unmodifiableMap(new EnumMap<>(told));
    overlaps = List.copyOf(overlaps);
    baselines = List.copyOf(baselines);
    absent = List.copyOf(absent);
  }

  /// @param sounds key → hash that is equal for identical recordings, see [IdenticalRecordings]; of
  ///   those that were compared
  /// @throws DataException if the split is not of this corpus
  public static SplitAudit of(Listing corpus, Split split, Map<String, String> sounds)
      throws DataException {
    split.summary(corpus); // the same utterances?
    Map<Side, List<Utterance>> sides = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      sides.put(
          side,
          corpus.inListOrder().stream().filter(u -> split.sides().get(u.key()) == side).toList());
    }
    Map<Kind, Integer> told = new EnumMap<>(Kind.class);
    List<Overlap> overlaps = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Function<Utterance, String> value = value(kind, sounds);
      told.put(
          kind, (int) corpus.utterances().stream().map(value).filter(Objects::nonNull).count());
      for (Side[] pair : PAIRS) {
        overlaps.add(overlap(kind, pair, sides, value));
      }
    }
    return new SplitAudit(
        split, told, overlaps, baselines(corpus, split, sides), absent(corpus, sides));
  }

  private static List<String> absent(Listing corpus, Map<Side, List<Utterance>> sides) {
    Set<String> present =
        sides.get(Side.TEST).stream().map(Utterance::emotion).collect(Collectors.toSet());
    return corpus.labels().labels().stream().filter(label -> !present.contains(label)).toList();
  }

  /// Whether a subset has no utterance.
  boolean isEmpty(Side side) {
    return !split.sides().containsValue(side);
  }

  private static Function<Utterance, String> value(Kind kind, Map<String, String> sounds) {
    return switch (kind) {
      case SPEAKERS -> Utterance::speaker;
      case DIALOGUES -> u -> u.turn() == null ? null : u.turn().dialogue();
      case TURNS -> u -> u.turn() == null ? null : u.turn().dialogue() + '\n' + u.turn().role();
      case TEXTS -> Utterance::text;
      case SOUNDS -> u -> sounds.get(u.key());
    };
  }

  private static Overlap overlap(
      Kind kind, Side[] pair, Map<Side, List<Utterance>> sides, Function<Utterance, String> value) {
    Set<String> others = new HashSet<>(sides.get(pair[1]).stream().map(value).toList());
    List<String> values = sides.get(pair[0]).stream().map(value).toList();
    return Overlap.of(kind, pair[0].toString(), pair[1].toString(), values, others);
  }

  private static List<BaselineScore> baselines(
      Listing corpus, Split split, Map<Side, List<Utterance>> sides) {
    LabelMap labels = corpus.labels();
    Known train = new Known(labels, sides.get(Side.TRAIN));
    List<Utterance> untested =
        corpus.inListOrder().stream().filter(u -> split.sides().get(u.key()) != Side.TEST).toList();
    Known trainAndVal = new Known(labels, untested);
    boolean turns = corpus.utterances().stream().anyMatch(u -> u.turn() != null);
    boolean scenes =
        corpus.utterances().stream().anyMatch(u -> u.turn() != null && u.turn().scenario() != null);
    List<BaselineScore> scores = new ArrayList<>();
    for (Baseline baseline : Baseline.values()) {
      boolean applies =
          switch (baseline) {
            case MAJORITY -> true;
            case NEAREST_TURN, KERNEL_VOTE -> turns;
            case SCENARIO_ROLE_TURN -> scenes;
          };
      if (applies) {
        List<Utterance> test = sides.get(Side.TEST);
        scores.add(
            new BaselineScore(
                baseline.title(),
                score(labels, baseline, train, test),
                score(labels, baseline, trainAndVal, test)));
      }
    }
    return scores;
  }

  /// Without training utterances nothing can be fitted: no scores.
  private static Metrics score(
      LabelMap labels, Baseline baseline, Known known, List<Utterance> test) {
    if (known.isEmpty()) {
      return Metrics.of(labels.labels(), new int[0], new int[0], 0);
    }
    ToIntFunction<Utterance> predictor = baseline.fit(known);
    int[] truth = test.stream().mapToInt(u -> labels.index(u.emotion())).toArray();
    int[] predicted = test.stream().mapToInt(predictor).toArray();
    return Metrics.of(labels.labels(), truth, predicted, 0);
  }

  /// One overlap.
  public Overlap overlap(Kind kind, Side of, Side with) {
    return overlaps.stream()
        .filter(o -> o.kind() == kind && o.of().equals(of.toString()))
        .filter(o -> o.with().equals(with.toString()))
        .findFirst()
        .orElseThrow();
  }

  /// The kinds that were compared: those that are known of any utterance.
  public List<Kind> known() {
    return Stream.of(Kind.values()).filter(kind -> told.get(kind) > 0).toList();
  }

  /// The kinds that could not be compared.
  public List<Kind> unknown() {
    return Stream.of(Kind.values()).filter(kind -> told.get(kind) == 0).toList();
  }

  /// The pairs of subsets that are compared, first the one whose utterances are counted.
  static List<Side[]> pairs() {
    return Arrays.asList(PAIRS);
  }
}
