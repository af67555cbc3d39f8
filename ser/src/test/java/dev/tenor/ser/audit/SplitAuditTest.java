package dev.tenor.ser.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.tck.SharedFiles;
import dev.tenor.ser.DataException;
import dev.tenor.ser.audit.Overlap.Kind;
import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Turn;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.split.Protocol;
import dev.tenor.ser.split.Protocols;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.split.Split;
import dev.tenor.ser.stats.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SplitAuditTest {
  private final List<Utterance> utterances = new ArrayList<>();
  private final SortedMap<String, Side> sides = new TreeMap<>();

  private void add(String side, String emotion, String dialogue, String role, int turn) {
    String key = String.format(Locale.ROOT, "u%02d", utterances.size());
    Turn place = dialogue == null ? null : new Turn(dialogue, "s" + dialogue.charAt(1), role, turn);
    String speaker = dialogue == null ? "x" : role + dialogue.charAt(0);
    utterances.add(
        new Utterance(
            key, Path.of(key), emotion, speaker, null, "t" + turn, null, null, place, null));
    sides.put(key, Side.valueOf(side));
  }

  private SplitAudit audit(Map<String, String> sounds) throws DataException {
    List<String> order = utterances.stream().map(Utterance::key).toList();
    Listing listing =
        new Listing("m", LabelMap.FOUR, utterances, new TreeMap<>(), List.of(), order);
    return SplitAudit.of(listing, new Split("m", "p", "r", 1, 0, 1, sides), sounds);
  }

  private List<String> predicted(Baseline baseline) throws DataException {
    Known train = new Known(LabelMap.FOUR, side("TRAIN"));
    return side("TEST").stream()
        .map(u -> LabelMap.FOUR.labels().get(baseline.fit(train).applyAsInt(u)))
        .toList();
  }

  private List<Utterance> side(String side) {
    return utterances.stream().filter(u -> sides.get(u.key()) == Side.valueOf(side)).toList();
  }

  @Test
  void theNearestTurnWinsAndTheFirstOnATie() throws DataException {
    add("TRAIN", "sad", "a1", "F", 2);
    add("TRAIN", "happy", "a1", "F", 6);
    add("TRAIN", "angry", "a1", "M", 4);
    add("TRAIN", "happy", "b1", "F", 9);
    add("TEST", "sad", "a1", "F", 3);
    add("TEST", "sad", "a1", "F", 4);
    add("TEST", "sad", "a1", "F", 5);
    add("TEST", "sad", "c1", "F", 5);
    assertEquals(
        List.of("sad", "sad", "happy", "happy"), predicted(Baseline.NEAREST_TURN), "c1: majority");
    assertEquals(List.of("happy", "happy", "happy", "happy"), predicted(Baseline.MAJORITY));
  }

  @Test
  void manyTurnsOutvoteTheNearest() throws DataException {
    add("TRAIN", "sad", "a1", "F", 3);
    add("TRAIN", "happy", "a1", "F", 0);
    add("TRAIN", "happy", "a1", "F", 5);
    add("TEST", "sad", "a1", "F", 2);
    // sad exp(-1/2) = 0.607; happy exp(-2/2) + exp(-3/2) = 0.591
    assertEquals(List.of("sad"), predicted(Baseline.KERNEL_VOTE));
    add("TRAIN", "happy", "a1", "F", 9);
    // happy + exp(-7/2) = 0.621
    assertEquals(List.of("happy"), predicted(Baseline.KERNEL_VOTE));
  }

  @Test
  void theOtherRoleOfAScenarioCountsLess() throws DataException {
    add("TRAIN", "sad", "b1", "M", 4);
    add("TRAIN", "happy", "c1", "F", 7);
    add("TRAIN", "angry", "d2", "F", 4);
    add("TEST", "sad", "a1", "F", 4);
    // sad 0.3, happy exp(-3/3) = 0.368
    assertEquals(List.of("happy"), predicted(Baseline.SCENARIO_ROLE_TURN));
    add("TEST", "sad", "a1", "F", 3);
    // sad 0.3 exp(-1/3) = 0.215, happy exp(-4/3) = 0.264
    assertEquals(List.of("happy", "happy"), predicted(Baseline.SCENARIO_ROLE_TURN));
    add("TEST", "sad", "a1", "M", 4);
    assertEquals("sad", predicted(Baseline.SCENARIO_ROLE_TURN).getLast());
  }

  @Test
  void everythingShareableIsCounted() throws DataException {
    add("TRAIN", "sad", "a1", "F", 1);
    add("TRAIN", "happy", "b1", "M", 1);
    add("VAL", "sad", "a1", "M", 2);
    add("TEST", "sad", "a1", "F", 3);
    add("TEST", "sad", "a1", "M", 1);
    add("TEST", "sad", "c1", "F", 9);
    SplitAudit audit = audit(Map.of("u00", "x", "u05", "x", "u01", "y", "u02", "z"));
    assertOverlap(audit, Kind.SPEAKERS, Side.TEST, Side.TRAIN, 1, 1);
    assertOverlap(audit, Kind.DIALOGUES, Side.TEST, Side.TRAIN, 1, 2);
    assertOverlap(audit, Kind.TURNS, Side.TEST, Side.TRAIN, 1, 1);
    assertOverlap(audit, Kind.TURNS, Side.TEST, Side.VAL, 1, 1);
    assertOverlap(audit, Kind.TEXTS, Side.TEST, Side.TRAIN, 1, 1);
    assertOverlap(audit, Kind.SOUNDS, Side.TEST, Side.TRAIN, 1, 1);
    assertOverlap(audit, Kind.SOUNDS, Side.VAL, Side.TRAIN, 0, 0);
    assertEquals(List.of(), audit.unknown());
    assertEquals(4, audit.baselines().size());
  }

  @Test
  void whatTheCorpusDoesNotTellIsSaid() throws DataException {
    add("TRAIN", "sad", null, null, 1);
    add("VAL", "sad", null, null, 2);
    add("TEST", "sad", null, null, 3);
    SplitAudit audit = audit(Map.of());
    assertEquals(List.of(Kind.DIALOGUES, Kind.TURNS, Kind.SOUNDS), audit.unknown());
    assertEquals(1, audit.baselines().size());
    String text = String.join("\n", new AuditTable(List.of(audit)).lines());
    assertTrue(text.contains("unknown in this corpus: dialogues, dialogue and speaker\n"), text);
    assertTrue(text.contains("not compared: identical audio, as no recording"), text);
    assertThrows(IllegalArgumentException.class, () -> new AuditTable(List.of()));
  }

  @Test
  void howManyWereComparedIsSaid() throws DataException {
    add("TRAIN", "sad", "a1", "F", 1);
    add("VAL", "sad", "a1", "F", 2);
    add("TEST", "sad", null, null, 3);
    SplitAudit audit = audit(Map.of("u00", "x", "u01", "x"));
    String text = String.join("\n", new AuditTable(List.of(audit)).lines());
    assertTrue(text.contains("identical audio: known of 2 of 3 utterances; the others"), text);
    assertTrue(text.contains("dialogues: known of 2 of 3 utterances; the others"), text);
    assertFalse(text.contains("texts: known"), text);
    assertEquals(
        2,
        ((Map<?, ?>) new AuditTable(List.of(audit)).report().get("told")).get("identical audio"));
  }

  /// `tenor audit` does not refuse a published part that is empty.
  @Test
  void anEmptyTestSideHasNoScores() throws DataException {
    add("TRAIN", "sad", null, null, 1);
    add("VAL", "sad", null, null, 2);
    AuditTable none = new AuditTable(List.of(audit(Map.of())));
    assertEquals(Double.NaN, none.baselines().scores().getFirst().ua());
    String row = none.lines().getLast();
    assertEquals("majority – – – –, –, –", row.strip().replaceAll(" +", " "));
    add("TEST", "sad", null, null, 3);
    AuditTable both = new AuditTable(List.of(none.folds().getFirst(), audit(Map.of())));
    assertEquals(1, both.baselines().scores().getFirst().ua(), "the mean of those that have one");
  }

  /// The first class is not the majority of nothing.
  @Test
  void nothingIsFittedOnAnEmptyTrainingSide() throws DataException {
    add("VAL", "happy", "a1", "F", 1);
    add("TEST", "neutral", "a1", "F", 2);
    add("TEST", "happy", "a1", "F", 3);
    SplitAudit audit = audit(Map.of());
    for (BaselineScore baseline : audit.baselines()) {
      assertEquals(Double.NaN, baseline.train().wa(), baseline.name());
      assertEquals(0.5, baseline.trainAndVal().wa(), baseline.name());
    }
    AuditTable table = new AuditTable(List.of(audit));
    assertEquals(
        "the training set is empty, so nothing can be fitted on it: fold 0",
        table.lines().getLast().strip());
    assertEquals(List.of("fold 0"), table.report().get("empty_training"));
    Known nothing = new Known(LabelMap.FOUR, List.of());
    assertThrows(IllegalStateException.class, () -> Baseline.MAJORITY.fit(nothing));
  }

  @Test
  void theClassesThatATestSideLacksAreNamed() throws DataException {
    add("TRAIN", "sad", null, null, 1);
    add("TEST", "sad", null, null, 2);
    add("TEST", "angry", null, null, 3);
    SplitAudit lacking = audit(Map.of());
    AuditTable one = new AuditTable(List.of(lacking));
    assertEquals(List.of("neutral", "happy"), one.report().get("absent_classes"));
    assertEquals(
        List.of(
            "no utterance of neutral, happy on the test set (fold 0); UA and macro-F1 are means"
                + " over the classes that are there"),
        one.absentLines());
    add("TEST", "happy", null, null, 4);
    add("TEST", "neutral", null, null, 5);
    SplitAudit whole = audit(Map.of());
    assertEquals(List.of(), new AuditTable(List.of(whole)).absentLines());
    AuditTable both = new AuditTable(List.of(whole, lacking));
    assertEquals(
        Map.of("fold 0", List.of("neutral", "happy")),
        both.report().get("absent_classes_by_split"));
    assertEquals(List.of("neutral", "happy"), both.report().get("absent_classes"));
  }

  /// The majority of training may be a class that the test set does not have.
  @Test
  void baselinesAverageOverTheClassesOfTheTestSide() throws DataException {
    add("TRAIN", "sad", null, null, 1);
    add("TRAIN", "sad", null, null, 1);
    add("TRAIN", "angry", null, null, 1);
    add("VAL", "angry", null, null, 1);
    add("VAL", "angry", null, null, 1);
    add("TEST", "angry", null, null, 1);
    add("TEST", "happy", null, null, 1);
    BaselineScore majority = audit(Map.of()).baselines().getFirst();
    assertEquals(0, majority.train().ua());
    assertEquals(0.5, majority.trainAndVal().ua());
    assertEquals(majority.trainAndVal().majority().ua(), majority.trainAndVal().ua());
    assertEquals(2 / 3.0 / 2, majority.trainAndVal().macroF1(), 1e-12);
  }

  /// The first two rows of the table in the paper's notes, and the share of turns with mates.
  @Test
  void theReferenceFoldsAreGuessedWithoutHearing() throws IOException {
    List<SplitAudit> folds = iemocap("reference-5fold");
    assertScore(folds, Baseline.NEAREST_TURN, 85.5, 85.7);
    assertScore(folds, Baseline.KERNEL_VOTE, 86.2, 86.5);
    for (SplitAudit fold : folds) {
      double percent = fold.overlap(Kind.TURNS, Side.TEST, Side.TRAIN).percent();
      assertEquals(100, percent, 0.55, "turns with mates"); // 99.5 … 100
    }
  }

  /// The third row.
  @Test
  void otherSessionsTellTheScenario() throws IOException {
    List<SplitAudit> folds = iemocap("loso");
    assertScore(folds, Baseline.SCENARIO_ROLE_TURN, 75.7, 77.1);
    double wa =
        folds.stream().mapToDouble(f -> f.baselines().getLast().trainAndVal().wa()).sum() / 5;
    assertEquals(75.7, 100 * wa, 0.3);
    for (SplitAudit fold : folds) {
      assertEquals(0, fold.overlap(Kind.SPEAKERS, Side.TEST, Side.TRAIN).shared());
    }
  }

  private static List<SplitAudit> iemocap(String protocol) throws IOException {
    Listing corpus =
        Corpora.byName("iemocap-list")
            .load(SharedFiles.shared("paper/iemocap_5531.csv"), LabelMap.FOUR);
    Protocol chosen = Protocols.byName(protocol);
    List<SplitAudit> folds = new ArrayList<>();
    for (int fold = 0; fold < 5; fold++) {
      folds.add(SplitAudit.of(corpus, chosen.split(corpus, 1, fold), Map.of()));
    }
    return folds;
  }

  private static void assertScore(List<SplitAudit> folds, Baseline baseline, double wa, double ua) {
    List<Metrics> metrics =
        folds.stream()
            .flatMap(fold -> fold.baselines().stream())
            .filter(score -> score.name().equals(baseline.title()))
            .map(BaselineScore::train)
            .toList();
    assertEquals(5, metrics.size());
    assertEquals(wa, 100 * metrics.stream().mapToDouble(Metrics::wa).sum() / 5, 0.3);
    assertEquals(ua, 100 * metrics.stream().mapToDouble(Metrics::ua).sum() / 5, 0.3);
  }

  private static void assertOverlap(
      SplitAudit audit, Kind kind, Side of, Side with, int shared, int utterances) {
    Overlap overlap = audit.overlap(kind, of, with);
    assertEquals(shared, overlap.shared(), kind.title());
    assertEquals(utterances, overlap.utterances(), kind.title());
  }
}
