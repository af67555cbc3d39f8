package dev.tenor.ser.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SpeakerFoldsTest {
  private final Protocol speaker = Protocols.byName("speaker");

  @Test
  void tenSpeakersGiveFiveFoldsOfAWomanAndAMan() throws DataException {
    Listing corpus = Listings.of(10, 2);
    assertEquals(5, speaker.foldCount(corpus));
    for (int fold = 0; fold < 5; fold++) {
      SplitSummary summary = speaker.split(corpus, 4, fold).summary(corpus);
      assertEquals(1, female(summary, Side.TEST));
      assertEquals(2, summary.speakers().get(Side.TEST).size());
      assertEquals(1, female(summary, Side.VAL));
      assertEquals(2, summary.speakers().get(Side.VAL).size());
    }
  }

  @Test
  void validationIsAnEighthOfManySpeakers() throws DataException {
    Listing corpus = Listings.of(60, 1);
    SplitSummary summary = speaker.split(corpus, 4, 0).summary(corpus);
    assertEquals(12, summary.speakers().get(Side.TEST).size());
    assertEquals(6, summary.speakers().get(Side.VAL).size());
    assertEquals(3, female(summary, Side.VAL));
    assertEquals("no speaker is shared between the subsets", summary.lines().getLast());
  }

  @Test
  void unequalSpeakersAreSpreadOverFolds() throws DataException {
    List<Utterance> utterances = new ArrayList<>(Listings.of(9, 1).utterances());
    for (int i = 1; i < 100; i++) {
      utterances.add(Listings.utterance("s01", null, "male", "sad", i));
    }
    Listing corpus = Listings.of(utterances);
    for (int fold = 0; fold < 5; fold++) {
      SplitSummary summary = speaker.split(corpus, fold, fold).summary(corpus);
      int size = summary.speakers().get(Side.TEST).size();
      assertTrue(size == 1 || size == 2, "fold of " + size);
    }
  }

  @Test
  void publishedFoldsAreUsedOnlyWhenAllTheirSpeakersAreThere() throws DataException {
    List<Set<String>> folds = List.of(Set.of("s01", "s02"), Set.of("s03", "s04"), Set.of("s05"));
    List<Utterance> utterances = Listings.of(5, 2).utterances();
    Listing whole = listing(utterances, folds);
    assertEquals(3, speaker.foldCount(whole));
    Split split = speaker.split(whole, 1, 1);
    assertEquals(Set.of("s03", "s04"), split.summary(whole).speakers().get(Side.TEST));
    assertTrue(split.title().contains("published folds"), split.title());

    Listing part =
        listing(utterances.stream().filter(u -> !u.speaker().equals("s05")).toList(), folds);
    assertEquals(4, speaker.foldCount(part));
  }

  @Test
  void twoSpeakersShareValidationWithTrainingAndSaySo() throws DataException {
    Listing corpus = Listings.of(2, 8);
    Split split = speaker.split(corpus, 1, 0);
    SplitSummary summary = split.summary(corpus);
    assertEquals(4, summary.size(Side.VAL));
    assertEquals(28, summary.size(Side.TRAIN));
    assertTrue(summary.testSpeakersUnseen());
    assertTrue(split.title().contains("validation shares speakers"), split.title());
    assertTrue(summary.lines().getLast().contains("1 validation speakers are also in training"));
  }

  @Test
  void oneSpeakerIsRefused() {
    DataException e =
        assertThrows(DataException.class, () -> speaker.split(Listings.of(1, 9), 1, 0));
    assertEquals(
        "protocol speaker on made-up: needs at least 2 speakers, found [s01];"
            + " add speakers or use paper",
        e.getMessage());
  }

  @Test
  void aClassThatOnlyTheTestSpeakersSayFailsTheCheck() throws DataException {
    List<Utterance> utterances = new ArrayList<>(Listings.of(4, 2).utterances());
    utterances.removeIf(u -> u.emotion().equals("sad") && !u.speaker().equals("s02"));
    Listing corpus = Listings.of(utterances);
    int failures = 0;
    for (int fold = 0; fold < 4; fold++) {
      Split split = speaker.split(corpus, 1, fold);
      if (split.summary(corpus).counts().get(Side.TRAIN).get("sad") == 0) {
        String message = assertThrows(DataException.class, () -> split.check(corpus)).getMessage();
        assertTrue(message.contains("class 'sad' is absent from training"), message);
        failures++;
      }
    }
    assertTrue(failures >= 1, "s02 is tested once");
  }

  private static Listing listing(List<Utterance> utterances, List<Set<String>> folds) {
    Listing made = Listings.of(utterances);
    return new Listing(made.corpus(), made.labels(), utterances, new TreeMap<>(), folds);
  }

  private static long female(SplitSummary summary, Side side) {
    return summary.speakers().get(side).stream()
        .filter(id -> Integer.parseInt(id.substring(1)) % 2 == 0)
        .count();
  }
}
