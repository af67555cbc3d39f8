package dev.tenor.ser.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LeaveOneOutTest {
  private final Protocol loso = Protocols.byName("loso");

  @Test
  void withoutSessionsEachFoldTestsOneSpeaker() throws DataException {
    Listing corpus = Listings.of(6, 2);
    assertEquals(6, loso.foldCount(corpus));
    for (int fold = 0; fold < 6; fold++) {
      SplitSummary summary = loso.split(corpus, 1, fold).summary(corpus);
      assertEquals(
          Set.of(String.format(Locale.ROOT, "s%02d", fold + 1)), summary.speakers().get(Side.TEST));
      assertEquals(2, summary.speakers().get(Side.VAL).size());
    }
  }

  @Test
  void withSessionsEachFoldTestsOneAndValidatesOnAnother() throws DataException {
    Listing corpus = Listings.withSessions(5);
    assertEquals(5, loso.foldCount(corpus));
    Set<Set<String>> validated = new HashSet<>();
    for (int fold = 0; fold < 5; fold++) {
      Split split = loso.split(corpus, 1, fold);
      SplitSummary summary = split.summary(corpus);
      String first = String.format(Locale.ROOT, "s%02d", 2 * fold + 1);
      String second = String.format(Locale.ROOT, "s%02d", 2 * fold + 2);
      assertEquals(Set.of(first, second), summary.speakers().get(Side.TEST));
      validated.add(summary.speakers().get(Side.VAL));
      assertEquals(6, summary.speakers().get(Side.TRAIN).size());
      assertTrue(split.title().contains("leave one session out"), split.title());
    }
    assertEquals(5, validated.size(), "each session validates once");
  }

  @Test
  void aSpeakerInTwoSessionsIsRefused() {
    List<Utterance> utterances = new ArrayList<>(Listings.withSessions(3).utterances());
    utterances.add(Listings.utterance("s01", "Ses3", null, "sad", 9));
    DataException e =
        assertThrows(DataException.class, () -> loso.split(Listings.of(utterances), 1, 0));
    assertTrue(e.getMessage().contains("speaker s01 is in the sessions Ses1 and Ses3"));
  }

  @Test
  void oneSessionOrOneSpeakerIsRefused() {
    DataException session =
        assertThrows(DataException.class, () -> loso.foldCount(Listings.withSessions(1)));
    assertTrue(session.getMessage().contains("at least 2 sessions, found [Ses1]"));
    DataException speaker =
        assertThrows(DataException.class, () -> loso.foldCount(Listings.of(1, 3)));
    assertTrue(speaker.getMessage().contains("at least 2 speakers, found [s01]"));
  }
}
