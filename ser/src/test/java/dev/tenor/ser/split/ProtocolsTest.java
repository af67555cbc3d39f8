package dev.tenor.ser.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What all protocols have in common.
final class ProtocolsTest {
  /// Protocols whose speakers are in both subsets.
  private static final Set<String> LEAKING = Set.of("paper", "reference-5fold");

  /// Those that need nothing published.
  static List<Protocol> protocols() {
    Set<String> needy = Set.of("emobox", "reslstm", "published");
    return Protocols.all().stream().filter(p -> !needy.contains(p.name())).toList();
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void everyUtteranceIsTestedOnce(Protocol protocol) throws DataException {
    for (int speakers : List.of(2, 3, 7, 12)) {
      Listing corpus = Listings.of(speakers, 3);
      assertFolds(protocol, corpus);
    }
    assertFolds(protocol, Listings.withSessions(2));
    assertFolds(protocol, Listings.withSessions(5));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void orderOfUtterancesDoesNotMatter(Protocol protocol) throws DataException {
    Listing corpus = Listings.of(9, 4);
    List<Utterance> shuffled = new ArrayList<>(corpus.utterances());
    Collections.shuffle(shuffled, new Random(5));
    assertEquals(protocol.split(corpus, 3, 1), protocol.split(Listings.of(shuffled), 3, 1));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void seedsMakeDifferentSplits(Protocol protocol) throws DataException {
    Listing corpus = Listings.of(12, 3);
    assertEquals(protocol.split(corpus, 1, 0), protocol.split(corpus, 1, 0));
    Set<Object> splits = new HashSet<>();
    for (long seed = 0; seed < 6; seed++) {
      splits.add(protocol.split(corpus, seed, 0).sides());
    }
    assertTrue(splits.size() >= 5, splits.size() + " different splits of 6 seeds");
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void foldsOutOfRangeAreRefused(Protocol protocol) throws DataException {
    Listing corpus = Listings.of(4, 5);
    int count = protocol.foldCount(corpus);
    for (int fold : List.of(-1, count)) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> protocol.split(corpus, 0, fold))
              .getMessage();
      assertTrue(message.contains("no fold " + fold + "; folds: 0 … " + (count - 1)), message);
    }
  }

  @Test
  void theDefaultIsSpeakerDisjoint() {
    assertEquals("speaker", Protocols.DEFAULT.name());
    assertNotEquals("speaker", Protocols.byName("paper").name());
  }

  @Test
  void unknownProtocolNamesAllProtocols() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Protocols.byName("random")).getMessage();
    assertTrue(
        message.contains("speaker, speaker-out, loso, emobox, reslstm, published, paper"), message);
  }

  /// The union of the test sets is the corpus, each split can be trained on and, but for
  /// [#LEAKING], has unseen test speakers.
  static void assertFolds(Protocol protocol, Listing corpus) throws DataException {
    List<String> tested = new ArrayList<>();
    int count = protocol.foldCount(corpus);
    for (int fold = 0; fold < count; fold++) {
      Split split = protocol.split(corpus, 11, fold);
      split.check(corpus);
      assertEquals(count, split.foldCount());
      split.utterances(corpus, Side.TEST).forEach(utterance -> tested.add(utterance.key()));
      SplitSummary summary = split.summary(corpus);
      if (!LEAKING.contains(protocol.name())) {
        assertTrue(summary.testSpeakersUnseen(), summary.toString());
        boolean shared = !summary.shared(Side.TRAIN, Side.VAL).isEmpty();
        assertEquals(corpus.speakers().size() == 2, shared, summary.toString());
      }
    }
    Collections.sort(tested);
    assertEquals(corpus.utterances().stream().map(Utterance::key).toList(), tested);
  }
}
